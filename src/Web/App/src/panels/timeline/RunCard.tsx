import { useScene } from '../../app/scene';
import type { ExecutionData } from '../../contract/messages';
import { Foreign } from '../../kit/Foreign';
import { TimeText } from '../../kit/TimeText';
import { tookText } from '../../run/PaceText';
import { StatusMark } from '../../run/StatusMark';
import { triggerText } from '../../run/triggerText';
import { useLiveRun } from '../../run/useLiveRun';
import { lateRuns } from '../../state/problems';
import { usualMs } from '../../state/runs';
import { firstLine } from '../../text/firstLine';
import { formatCount, formatDuration } from '../../text/format';
import { t } from '../../text/text';

interface Props {
  readonly run: ExecutionData;
}

/** The most important facts of a run, beside it. */
export function RunCard({ run: drawn }: Props) {
  const { views } = useScene();
  const { run, view, nowMs, paceOf } = useLiveRun(drawn);
  const usual = view ? usualMs(view, run.pipelineId) : null;
  const error = firstLine(run.errorMessage);
  return (
    <>
      <p class="run-card-title">
        <StatusMark status={run.status} late={view ? (lateRuns(view).get(run.id) ?? null) : null} />
        <strong>
          <Foreign text={run.pipelineName} />
        </strong>
        {views.length > 1 && <Foreign kind="quiet" text={run.source} />}
      </p>
      <dl class="brief-facts figures">
        <dt>{t('timeline.start')}</dt>
        <dd>{run.startedAtMs === null ? t('common.notAvailable') : <TimeText atMs={run.startedAtMs} nowMs={nowMs} />}</dd>
        <dt>{t('timeline.duration')}</dt>
        <dd>
          {tookText(paceOf(usual))}
          {usual !== null && <span class="quiet"> {t('timeline.usual', { duration: formatDuration(usual) })}</span>}
        </dd>
        <dt>{t('timeline.rows')}</dt>
        <dd>{formatCount(run.recordsProcessed)}</dd>
        {run.triggeredBy && (
          <>
            <dt>{t('timeline.trigger')}</dt>
            <dd>
              <Foreign text={triggerText(run)} />
            </dd>
          </>
        )}
      </dl>
      {error && (
        <p class="run-card-error">
          <Foreign text={error} />
        </p>
      )}
    </>
  );
}
