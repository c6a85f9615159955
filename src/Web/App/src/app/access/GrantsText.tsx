import type { Grant } from '../../state/grants';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';

/** What somebody may do: each role with the daemons that it is for. */
export function GrantsText({ grants }: { readonly grants: readonly Grant[] }) {
  if (grants.length === 0) {
    return <span class="quiet">{t('grants.nothing')}</span>;
  }
  return (
    <ul class="grants-text">
      {grants.map(({ role, sources }) => (
        <li key={`${role}/${sources.join()}`}>
          {t(`role.${role}`)}
          <span class="quiet"> · {sources.length === 0 ? t('grants.ofAll') : sources.map(isolated).join(', ')}</span>
        </li>
      ))}
    </ul>
  );
}
