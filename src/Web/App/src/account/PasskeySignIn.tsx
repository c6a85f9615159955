import { useState } from 'preact/hooks';
import { hasPasskeys } from '../connection/webAuthn';
import { t } from '../text/text';
import { type Refusal, signInWithPasskey } from './accountApi';
import { refusalText } from './refusalText';

interface Props {
  /** Called once the session's cookie is there. */
  readonly onSignedIn: () => void;
}

/** Signs in with a passkey, where the browser has them. */
export function PasskeySignIn({ onSignedIn }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  if (!hasPasskeys()) {
    return null;
  }
  const signIn = async () => {
    setBusy(true);
    setRefusal(null);
    const outcome = await signInWithPasskey();
    if (outcome.kind === 'done') {
      onSignedIn();
      return;
    }
    setBusy(false);
    setRefusal(outcome.kind === 'cancelled' ? null : outcome);
  };
  return (
    <div class="account-form account-other">
      <div class="account-alert" role="alert">
        {refusal && refusalText(refusal, t('login.passkeyUnknown'))}
      </div>
      <button type="button" class="btn btn-outline-secondary form-submit" disabled={isBusy} onClick={() => void signIn()}>
        {t('login.passkey')}
      </button>
    </div>
  );
}
