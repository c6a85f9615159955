import { addressOf } from '../contract/address';
import { isolated } from '../text/isolated';
import { type TextName, t } from '../text/text';

interface Props {
  /** What the provider is called; null if there is none. */
  readonly name: string | null;
  /** The host's code for why the provider did not sign somebody in; null if it was not tried. */
  readonly error: string | null;
  /** The path of this host to go to afterwards. */
  readonly returnPath: string;
  /** Whether there are other ways to sign in below. */
  readonly isOther: boolean;
}

const reasons: Readonly<Record<string, TextName>> = {
  'provider-unreachable': 'login.providerUnreachable',
  'provider-denied': 'login.providerDenied',
  'too-many': 'login.providerTooMany',
  'no-role': 'login.noRole',
  disabled: 'login.disabled',
  'one-factor': 'login.oneFactor',
};

/** Leads to the OpenID Connect provider, and says why that did not let somebody in. */
export function ProviderSignIn({ name, error, returnPath, isOther }: Props) {
  if (name === null) {
    return null;
  }
  const address = `${addressOf('/api/account/login/provider')}?returnUrl=${encodeURIComponent(returnPath)}`;
  return (
    <div class="account-form account-provider">
      <div class="account-alert" role="alert">
        {error !== null && t(reasons[error] ?? 'login.providerFailed')}
      </div>
      <a class={`btn form-submit ${isOther ? 'btn-outline-secondary' : 'btn-primary'}`} href={address}>
        {t('login.provider', { name: isolated(name) })}
      </a>
    </div>
  );
}
