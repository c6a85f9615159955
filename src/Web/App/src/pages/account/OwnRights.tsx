import type { Account } from '../../state/monitor';
import { holdsRole, roles } from '../../state/roles';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';

/** What the account that is signed in may do, and with which daemons. */
export function OwnRights({ account }: { readonly account: Account }) {
  const highest = roles.findLast((role) => holdsRole(account, role));
  return (
    <section class="card">
      <h3 class="card-title">{t('own.rights')}</h3>
      {highest ? (
        <dl class="own-facts">
          <dt>{t('grants.role')}</dt>
          <dd>
            {t(`role.${highest}`)} <span class="list-detail">{t(`grants.${highest}`)}</span>
          </dd>
          <dt>{t('own.sees')}</dt>
          <dd>{daemons(account.sources)}</dd>
          {highest !== 'viewer' && (
            <>
              <dt>{t('own.runs')}</dt>
              <dd>{daemons(account.operatesSources)}</dd>
            </>
          )}
        </dl>
      ) : (
        <p class="list-hint">{t('grants.nothing')}</p>
      )}
      <p class="field-hint">{t('own.rightsHint')}</p>
    </section>
  );
}

const daemons = (sources: readonly string[] | null): string =>
  sources === null ? t('common.allDaemons') : sources.map(isolated).join(', ') || t('own.noDaemon');
