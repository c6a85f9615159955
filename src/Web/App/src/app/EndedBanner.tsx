import { addressOf } from '../contract/address';
import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import type { Connection, MonitorState } from '../state/monitor';
import { holdsRole } from '../state/roles';
import { t } from '../text/text';
import { PageLink } from './PageLink';
import { useScene } from './scene';

type Ended = Extract<Connection, { kind: 'ended' }>;

/** Says that there will be no other connection, and leads to the sign-in. */
export function EndedBanner({ connection }: { readonly connection: Ended }) {
  const { reason } = connection;
  const { state } = useScene();
  const [title, hint] =
    reason === 'forbidden' ? forbiddenTexts(state, connection) : [t('banner.signedOut'), connection.untold ?? ''];
  const isFactorMissing = connection.refusal?.code === 'two-factor-required';
  const back = `${location.pathname}${location.search}`;
  return (
    <section class="banner banner-warn" data-banner={reason} role="alert">
      <Icon name="user" />
      <p>
        <strong>{title} </strong>
        {hint !== '' && <Foreign text={hint} />}
      </p>
      {connection.untold !== undefined ? null : isFactorMissing ? (
        <PageLink path="/account" kind="btn btn-sm btn-primary">
          {t('banner.factorSetUp')}
        </PageLink>
      ) : (
        <a class="btn btn-sm btn-primary" href={`${addressOf('/login')}?returnUrl=${encodeURIComponent(back)}`}>
          {t('banner.signIn')}
        </a>
      )}
    </section>
  );
}

/** The host's own reason if it gave one. A role is only asked for if the account is not known to have it. */
function forbiddenTexts({ account }: MonitorState, { isRevoked, refusal }: Ended): readonly [string, string] {
  if (refusal?.code === 'two-factor-required') {
    return [t('banner.factorMissing'), t('banner.factorMissingHint')];
  }
  if (refusal?.detail) {
    return [t(refusal.code === 'role-missing' ? 'banner.forbidden' : 'banner.refused'), refusal.detail];
  }
  if (!holdsRole(account, 'viewer')) {
    return [t('banner.forbidden'), t('banner.forbiddenHint')];
  }
  return isRevoked ? [t('banner.revoked'), t('banner.revokedHint')] : [t('banner.refused'), t('banner.refusedHint')];
}
