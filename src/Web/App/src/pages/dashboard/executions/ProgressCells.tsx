import type { ExecutionData, Problem } from '../../../contract/messages';
import { PaceText } from '../../../run/PaceText';
import type { Pace } from '../../../state/pace';
import { formatCount } from '../../../text/format';
import { t } from '../../../text/text';

interface Props {
  readonly execution: ExecutionData;
  readonly pace: Pace;
  /** The run's open problem of kind `slow` or `stuck`, or null. */
  readonly late: Problem | null;
}

/** How long a run took or has taken, and how many rows it moved. */
export function ProgressCells({ execution: { recordsProcessed }, pace, late }: Props) {
  return (
    <>
      <td class="col-duration">
        <PaceText pace={pace} late={late} />
      </td>
      <td class="col-rows figures">
        {formatCount(recordsProcessed)}
        {recordsProcessed !== null && <span class="col-unit">{` ${t('executions.unitRows', { count: recordsProcessed })}`}</span>}
      </td>
    </>
  );
}
