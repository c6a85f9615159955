import { statusIcons } from '../app/statusIcons';
import type { ExecutionStatus } from '../contract/messages';
import { Icon } from '../kit/Icon';
import { t } from '../text/text';

/** A status as icon, word and colour. */
export function StatusMark({ status }: { readonly status: ExecutionStatus }) {
  return (
    <span class={`pill pill-${status}`}>
      <Icon name={statusIcons[status]} />
      <span>{t(`status.${status}`)}</span>
    </span>
  );
}
