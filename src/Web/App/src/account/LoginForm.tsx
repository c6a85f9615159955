import { useRef, useState } from 'preact/hooks';
import { t } from '../text/text';
import { type Refusal, signIn } from './accountApi';
import { Field } from './Field';
import { refusalText } from './refusalText';
import { Submit } from './Submit';
import { useCountdown } from './useCountdown';

type Missing = 'email' | 'password';

interface Props {
  /** Called once the session's cookie is there. */
  readonly onSignedIn: () => void;
}

/** Signs in with a session cookie. */
export function LoginForm({ onSignedIn }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [missing, setMissing] = useState<Missing | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const waitSeconds = useCountdown(refusal?.kind === 'too-often' ? refusal.retryAtMs : null);
  const focus = (name: Missing) => form.current?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.select();

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || waitSeconds > 0 || !form.current) {
      return;
    }
    const entered = new FormData(form.current);
    const email = String(entered.get('email') ?? '').trim();
    const password = String(entered.get('password') ?? '');
    const absent = email === '' ? 'email' : password === '' ? 'password' : null;
    setMissing(absent);
    setRefusal(null);
    if (absent) {
      focus(absent);
      return;
    }
    setBusy(true);
    const outcome = await signIn(email, password);
    if (outcome.kind === 'done') {
      // Stays busy: the page is about to be left.
      onSignedIn();
      return;
    }
    setBusy(false);
    setRefusal(outcome);
    focus('password');
  };

  const isOver = refusal?.kind === 'too-often' && waitSeconds === 0;
  return (
    <form ref={form} class="account-form" method="post" noValidate onSubmit={(event) => void submit(event)}>
      <div class="account-alert" role="alert">
        {refusal && !isOver && (refusalText(refusal, t('login.wrong')) ?? t('login.wrong'))}
      </div>
      <Field
        name="email"
        type="email"
        label={t('account.email')}
        autocomplete="username"
        autofocus
        error={missing === 'email' ? t('account.emailMissing') : undefined}
      />
      <Field
        name="password"
        type="password"
        label={t('account.password')}
        autocomplete="current-password"
        error={missing === 'password' ? t('account.passwordMissing') : undefined}
      />
      <Submit label={t(isBusy ? 'login.busy' : 'login.submit')} isBusy={isBusy} waitSeconds={waitSeconds} />
    </form>
  );
}
