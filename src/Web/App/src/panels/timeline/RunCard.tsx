import { useLiveScene } from '../../app/scene';
import type { ExecutionData } from '../../contract/messages';
import { Foreign } from '../../kit/Foreign';
import { TimeText } from '../../kit/TimeText';
import { confirmedAtMs } from '../../run/confirmed';
import { StatusMark } from '../../run/StatusMark';
import { triggerText } from '../../run/triggerText';
import { durationMs } from '../../state/executions';
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
  const { nowMs, views, state } = useLiveScene();
  const run = state.sources.get(drawn.source)?.executions.get(drawn.id) ?? drawn;
  const view = state.sources.get(run.source);
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
          <Duration run={run} />
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

/** How long it took, and what is usual; "≥" if nothing confirms that it still runs. */
function Duration({ run }: Props) {
  const scene = useLiveScene();
  const view = scene.state.sources.get(run.source);
  const confirmedMs = confirmedAtMs(scene, view, run);
  const took = durationMs(run, confirmedMs ?? scene.nowMs);
  const usual = view ? usualMs(view, run.pipelineId) : null;
  const duration = took === null ? t('common.notAvailable') : formatDuration(took);
  return (
    <>
      {run.status === 'running' && confirmedMs !== null ? t('common.atLeast', { duration }) : duration}
      {usual !== null && <span class="quiet"> {t('timeline.usual', { duration: formatDuration(usual) })}</span>}
    </>
  );
}
