import type { ExecutionData } from '../../contract/messages';
import { durationMs } from '../../state/executions';
import { firstLine } from '../../text/firstLine';
import { formatDuration, formatMoment } from '../../text/format';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';

/** Names a run among all daemons. */
export const runKey = (run: ExecutionData): string => `${run.source}/${run.id}`;

/**
 * A run in one sentence, for screen readers, with its daemon where there are several. A running one with its start and not its duration, which
 * would change all the time.
 */
export function runName(run: ExecutionData, nowMs: number, hasDaemons: boolean): string {
  const took = run.status === 'running' ? null : durationMs(run, 0);
  const parts = [
    t(`status.${run.status}`),
    run.startedAtMs === null ? null : t('timeline.startedAt', { time: formatMoment(run.startedAtMs, nowMs) }),
    took === null ? null : t('timeline.took', { duration: formatDuration(took) }),
    firstLine(run.errorMessage),
  ];
  return `${hasDaemons ? `${isolated(run.source)} / ` : ''}${isolated(run.pipelineName)}: ${parts
    .filter((part) => part !== null)
    .map(isolated)
    .join(', ')}`;
}
