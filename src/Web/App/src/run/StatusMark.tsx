import { statusIcons } from '../app/statusIcons';
import type { ExecutionStatus, Problem } from '../contract/messages';
import { Icon } from '../kit/Icon';
import { lateStatus, type RowStatus } from '../state/table';
import { t } from '../text/text';

interface Props {
  readonly status: ExecutionStatus;
  /** The run's open problem of kind `slow` or `stuck`, or null. */
  readonly late?: Problem | null;
}

/** A status as icon, word and colour. A run that is slow or stuck looks like no other that runs. */
export function StatusMark({ status, late = null }: Props) {
  const shown: RowStatus = lateStatus(late) ?? status;
  return (
    <span class={`pill pill-${shown}`}>
      <Icon name={statusIcons[shown]} />
      <span>{t(`status.${shown}`)}</span>
    </span>
  );
}
