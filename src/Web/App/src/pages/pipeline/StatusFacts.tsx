import { useScene } from '../../app/scene';
import type { PipelineStatus } from '../../contract/messages';
import { Fact } from '../../kit/Fact';
import { Foreign } from '../../kit/Foreign';
import { TimeText } from '../../kit/TimeText';
import { formatCount, formatDuration, formatNumber } from '../../text/format';
import { t } from '../../text/text';

/** How a pipeline stands, as the evaluator judges it. */
export function StatusFacts({ status }: { readonly status: PipelineStatus }) {
  const { lastExecutionId, lastStartedAtMs, source, usualSeconds, usualRows } = status;
  const { actions } = useScene();
  return (
    <dl class="card fact-grid figures">
      <Fact name={t('pipeline.last')}>
        {lastExecutionId === null ? (
          t('pipeline.noneKnown')
        ) : (
          <button
            type="button"
            class="btn btn-sm btn-link"
            onClick={() => actions.navigate({ run: { source, id: lastExecutionId } })}
          >
            <Moment atMs={lastStartedAtMs} />
          </button>
        )}
      </Fact>
      <Fact name={t('pipeline.lastGood')}>
        {status.lastGoodAtMs === null ? t('pipeline.noneKnown') : <Moment atMs={status.lastGoodAtMs} />}
      </Fact>
      <Fact name={t('pipeline.failures')}>
        {status.failuresAtLeast && '≥ '}
        {formatNumber(status.failuresInARow)}
      </Fact>
      <Fact name={t('pipeline.schedule')}>
        {status.schedule === null ? t('pipeline.noSchedule') : <Foreign text={status.schedule} />}
        {!status.isActive && ` · ${t('pipeline.inactive')}`}
      </Fact>
      <Fact name={t('pipeline.next')}>
        <Moment atMs={status.nextDueAtMs} />
      </Fact>
      <Fact name={t('pipeline.usual')}>
        {usualSeconds === null ? t('common.notAvailable') : formatDuration(usualSeconds * 1000)}
      </Fact>
      <Fact name={t('pipeline.usualRows')}>{formatCount(usualRows)}</Fact>
      <Fact name={t('pipeline.day')}>{dayText(status)}</Fact>
    </dl>
  );
}

function dayText({ runs24h, succeeded24h, seenPercent24h }: PipelineStatus): string {
  const percent = formatNumber(seenPercent24h);
  return runs24h === 0
    ? t('pipeline.dayNone', { percent })
    : t('pipeline.dayText', { succeeded: formatNumber(succeeded24h), ended: formatNumber(runs24h), percent });
}

function Moment({ atMs }: { readonly atMs: number | null }) {
  const { nowMs } = useScene();
  return atMs === null ? t('common.notAvailable') : <TimeText atMs={atMs} nowMs={nowMs} />;
}
