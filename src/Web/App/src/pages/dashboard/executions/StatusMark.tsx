import type { ExecutionStatus } from '../../../contract/messages';
import { Icon, type IconName } from '../../../kit/Icon';
import { t } from '../../../text/text';

export const statusIcons: Readonly<Record<ExecutionStatus, IconName>> = {
  pending: 'pending',
  running: 'running',
  success: 'check',
  failed: 'down',
  cancelled: 'cancelled',
  unknown: 'unknown',
};

/** A status as icon, word and colour. */
export function StatusMark({ status }: { readonly status: ExecutionStatus }) {
  return (
    <span class={`pill pill-${status}`}>
      <Icon name={statusIcons[status]} />
      <span>{t(`status.${status}`)}</span>
    </span>
  );
}
