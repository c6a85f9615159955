import { useScene } from '../app/scene';
import type { PastRun } from '../contract/runs';
import { Foreign } from '../kit/Foreign';
import { TimeText } from '../kit/TimeText';
import { durationMs } from '../state/executions';
import { lateRuns } from '../state/problems';
import { firstLine } from '../text/firstLine';
import { formatCount, formatDuration } from '../text/format';
import { isolated } from '../text/isolated';
import { t } from '../text/text';
import { confirmedAtMs } from './confirmed';
import { PipelineLink } from './PipelineLink';
import { RunLink } from './RunLink';
import { StatusMark } from './StatusMark';

interface Props {
  readonly run: PastRun;
  readonly hasPipeline: boolean;
  readonly hasDaemon: boolean;
}

export function RunListRow({ run, hasPipeline, hasDaemon }: Props) {
  const { nowMs, route, state } = useScene();
  const view = state.sources.get(run.source);
  const error = firstLine(run.errorMessage);
  const isOpen = route.run?.source === run.source && route.run.id === run.id;
  return (
    <tr aria-current={isOpen ? 'true' : undefined} class={isOpen ? 'is-open' : ''}>
      <td>
        <RunLink
          source={run.source}
          id={run.id}
          class="run-list-link"
          label={`${isolated(run.pipelineName)}: ${t(`status.${run.status}`)}, ${isolated(run.id)}`}
        >
          <StatusMark status={run.status} late={view ? (lateRuns(view).get(run.id) ?? null) : null} />
        </RunLink>
      </td>
      {hasPipeline && (
        <td class="run-list-pipeline">
          <PipelineLink source={run.source} id={run.pipelineId}>
            <Foreign text={run.pipelineName} />
          </PipelineLink>
        </td>
      )}
      {hasDaemon && (
        <td data-label={t('executions.daemon')}>
          <Foreign text={run.source} />
        </td>
      )}
      <td class="figures" data-label={t('executions.start')}>
        {run.startedAtMs === null ? t('common.notAvailable') : <TimeText atMs={run.startedAtMs} nowMs={nowMs} />}
        {run.firstSeenLate && <span class="run-list-mark quiet">{t('runs.seenLate')}</span>}
      </td>
      <td class="figures" data-label={t('executions.duration')}>
        <Duration run={run} />
        {run.endUnseen && <span class="run-list-mark quiet">{t('runs.endUnseen')}</span>}
      </td>
      <td class="figures" data-label={t('executions.rows')}>
        {formatCount(run.recordsProcessed)}
      </td>
      <td class="run-list-error" title={error === null ? undefined : isolated(error)}>
        {error !== null && <Foreign text={error} />}
      </td>
    </tr>
  );
}

/** How long it took; "≥" if nothing confirms that it still runs. */
function Duration({ run }: { readonly run: PastRun }) {
  const scene = useScene();
  const knownUntilMs = confirmedAtMs(scene, scene.state.sources.get(run.source), run);
  const took = durationMs(run, knownUntilMs ?? scene.nowMs);
  if (took === null) {
    return <>{t('common.notAvailable')}</>;
  }
  const duration = formatDuration(took);
  return <>{run.status === 'running' && knownUntilMs !== null ? t('common.atLeast', { duration }) : duration}</>;
}
