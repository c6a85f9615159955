import { useEffect, useState } from 'preact/hooks';
import { t } from '../text/text';
import { checkLink, type LinkHolder, type LinkPurpose, type Refusal } from './accountApi';
import { LinkNotValid } from './LinkNotValid';
import { LinkPasswordForm } from './LinkPasswordForm';
import { refusalText } from './refusalText';

interface Props {
  readonly purpose: LinkPurpose;
  /** The part after `#` of the one-time link; empty if the page was opened without. */
  readonly secret: string;
  /** Called once the password is set; `isSignedIn` says whether the session's cookie is there too. */
  readonly onDone: (isSignedIn: boolean) => void;
}

/** What is known of the link: null until the host has answered. */
type Checked = LinkHolder | Refusal | null;

/** Asks the host whose password a one-time link sets, and then for that password. */
export function LinkForm({ purpose, secret, onDone }: Props) {
  const [checked, setChecked] = useState<Checked>(null);
  const check = () => {
    setChecked(null);
    void checkLink(purpose, secret).then(setChecked);
  };
  useEffect(() => {
    if (secret !== '') {
      check();
    }
  }, []);
  if (secret === '') {
    return <LinkNotValid why={t('link.withoutSecret')} hint={t('link.newLink')} />;
  }
  if (!checked) {
    return (
      <p class="account-intro" role="status">
        {t('link.checking')}
      </p>
    );
  }
  if (!('kind' in checked)) {
    return <LinkPasswordForm purpose={purpose} secret={secret} email={checked.email} onInvalid={setChecked} onDone={onDone} />;
  }
  switch (checked.kind) {
    case 'refused':
      return <LinkNotValid why={t('link.notValid')} hint={t('link.notValidHint')} />;
    case 'expired':
      return <LinkNotValid why={t('link.expired')} hint={t('link.newLink')} />;
    default:
      return <NotChecked refusal={checked} onRetry={check} />;
  }
}

function NotChecked({ refusal, onRetry }: { readonly refusal: Refusal; onRetry(): void }) {
  return (
    <div class="account-invalid">
      <p class="account-alert" role="alert">
        {refusalText(refusal, '')}
      </p>
      <button type="button" class="btn btn-primary form-submit" onClick={onRetry}>
        {t('pages.retry')}
      </button>
    </div>
  );
}
