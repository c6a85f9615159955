import { useRef, useState } from 'preact/hooks';
import { Field } from '../kit/Field';
import { Submit } from '../kit/Submit';
import { useCountdown } from '../kit/useCountdown';
import { t } from '../text/text';
import { type Refusal, signIn } from './accountApi';
import { CodeFields } from './CodeFields';
import { refusalText } from './refusalText';

type Missing = 'email' | 'password' | 'code';

/** What is right already, while the code of a second factor is missing. */
interface Entered {
  readonly email: string;
  readonly password: string;
}

interface Props {
  /** Whether a set-up link led here, which was used before. */
  readonly isAfterSetup?: boolean;
  /** Called once the session's cookie is there. */
  readonly onSignedIn: () => void;
}

/** Signs in with a session cookie: by e-mail address and password, and then the code of a second factor for a person who has one. */
export function LoginForm({ isAfterSetup = false, onSignedIn }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [missing, setMissing] = useState<Missing | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [known, setKnown] = useState<Entered | null>(null);
  const [refusedEmail, setRefusedEmail] = useState('');
  const [typedEmail, setTypedEmail] = useState('');
  const countdown = useCountdown(refusal?.kind === 'too-often' ? refusal.retryAtMs : null);

  // Another address may sign in meanwhile.
  const isOfOther = refusal?.kind === 'too-often' && !known && typedEmail !== refusedEmail;
  const waitSeconds = isOfOther ? 0 : countdown;
  const focus = (name: Missing) => form.current?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.select();

  const take = (outcome: Refusal, entered: Entered) => {
    if (outcome.kind === 'code-wanted' && !known) {
      setKnown(entered);
    } else {
      setRefusal(outcome);
      setRefusedEmail(entered.email);
      setTypedEmail(entered.email);
      focus(known ? 'code' : 'password');
    }
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || waitSeconds > 0 || !form.current) {
      return;
    }
    const { code, ...entered } = entryOf(form.current, known);
    const absent = known ? (code === '' ? 'code' : null) : absentOf(entered);
    setMissing(absent);
    setRefusal(null);
    if (absent) {
      focus(absent);
      return;
    }
    setBusy(true);
    const outcome = await signIn(entered.email, entered.password, known ? code : undefined);
    if (outcome.kind === 'done') {
      // Stays busy: the page is about to be left.
      onSignedIn();
      return;
    }
    setBusy(false);
    take(outcome, entered);
  };

  const isOver = refusal?.kind === 'too-often' && waitSeconds === 0;
  const noteEmail = () => form.current && setTypedEmail(entryOf(form.current, known).email);
  return (
    <form ref={form} class="account-form" method="post" noValidate onInput={noteEmail} onSubmit={(event) => void submit(event)}>
      {isAfterSetup && (
        <p class="account-note" role="status">
          {t('login.afterSetup')}
        </p>
      )}
      <div class="account-alert" role="alert">
        {refusal && !isOver && (refusalText(refusal, t('login.wrong')) ?? t('login.wrong'))}
      </div>
      {known ? (
        <CodeFields email={known.email} isMissing={missing === 'code'} onBack={() => setKnown(null)} />
      ) : (
        <PasswordFields missing={missing} />
      )}
      <Submit label={t(isBusy ? 'login.busy' : 'login.submit')} isBusy={isBusy} waitSeconds={waitSeconds} />
    </form>
  );
}

function PasswordFields({ missing }: { readonly missing: Missing | null }) {
  return (
    <>
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
    </>
  );
}

const absentOf = ({ email, password }: Entered): Missing | null => (email === '' ? 'email' : password === '' ? 'password' : null);

function entryOf(form: HTMLFormElement, known: Entered | null): Entered & { readonly code: string } {
  const data = new FormData(form);
  const text = (name: Missing) => String(data.get(name) ?? '');
  return { email: text('email').trim(), password: text('password'), ...known, code: text('code').trim() };
}
