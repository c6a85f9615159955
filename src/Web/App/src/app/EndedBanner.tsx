import { addressOf } from '../contract/address';
import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import type { Connection, HostAnswer, MonitorState } from '../state/monitor';
import { holdsRole } from '../state/roles';
import { t } from '../text/text';
import { useScene } from './scene';

/** Says that there will be no other connection, and leads to the sign-in. */
export function EndedBanner({ connection }: { readonly connection: Extract<Connection, { kind: 'ended' }> }) {
  const { reason } = connection;
  const { state } = useScene();
  const [title, hint] =
    reason === 'forbidden' ? forbiddenTexts(state, connection.refusal) : [t('banner.signedOut'), t('banner.signedOutHint')];
  const back = `${location.pathname}${location.search}`;
  return (
    <section class="banner banner-warn" data-banner={reason} role="alert">
      <Icon name="user" />
      <p>
        <strong>{title} </strong>
        <Foreign text={hint} />
      </p>
      <a class="btn btn-sm btn-primary" href={`${addressOf('/login')}?returnUrl=${encodeURIComponent(back)}`}>
        {t('banner.signIn')}
      </a>
    </section>
  );
}

/** The host's own reason if it gave one. A role is only asked for if the account is not known to have it. */
function forbiddenTexts({ account }: MonitorState, refusal: HostAnswer | undefined): readonly [string, string] {
  if (refusal?.detail) {
    return [t(refusal.code === 'role-missing' ? 'banner.forbidden' : 'banner.refused'), refusal.detail];
  }
  return holdsRole(account, 'viewer')
    ? [t('banner.refused'), t('banner.refusedHint')]
    : [t('banner.forbidden'), t('banner.forbiddenHint')];
}
