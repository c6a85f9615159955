import { useRef, useState } from 'preact/hooks';
import { shortestPassword } from '../contract/entries';
import { Field } from '../kit/Field';
import { NewPasswordFields } from '../kit/NewPasswordFields';
import { Submit } from '../kit/Submit';
import { useCountdown } from '../kit/useCountdown';
import { t } from '../text/text';
import { type Refusal, setUp, signIn } from './accountApi';
import { LinkNotValid } from './LinkNotValid';
import { refusalText } from './refusalText';
import { type SetupField, setupProblem } from './setupCheck';

interface Props {
  /** The part after `#` of the one-time link; empty if the page was opened without. */
  readonly secret: string;
  /** Called once the administrator is there; `isSignedIn` says whether the session's cookie is there too. */
  readonly onDone: (isSignedIn: boolean) => void;
}

/** Creates the first administrator and signs them in. */
export function SetupForm({ secret, onDone }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<SetupField | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const waitSeconds = useCountdown(refusal?.kind === 'too-often' ? refusal.retryAtMs : null);

  if (secret === '' || refusal?.kind === 'refused') {
    return <LinkNotValid why={t(secret === '' ? 'setup.withoutSecret' : 'setup.usedLink')} hint={t('setup.newLink')} />;
  }
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || waitSeconds > 0 || !form.current) {
      return;
    }
    const entry = entryOf(form.current);
    const problem = setupProblem(entry);
    setWrong(problem);
    setRefusal(null);
    if (problem) {
      form.current.querySelector<HTMLInputElement>(`[name="${problem}"]`)?.focus();
      return;
    }
    setBusy(true);
    const outcome = await setUp(secret, entry.email, entry.password);
    if (outcome.kind !== 'done') {
      setBusy(false);
      setRefusal(outcome);
      return;
    }
    onDone((await signIn(entry.email, entry.password)).kind === 'done');
  };

  const told = refusal?.kind === 'invalid' ? refusal.fields : undefined;
  return (
    <form ref={form} class="account-form" method="post" noValidate onSubmit={(event) => void submit(event)}>
      <p class="account-intro">{t('setup.intro')}</p>
      <div class="account-alert" role="alert">
        {refusal && !(refusal.kind === 'too-often' && waitSeconds === 0) && refusalText(refusal, '')}
      </div>
      <Field
        name="email"
        type="email"
        label={t('account.email')}
        autocomplete="username"
        autofocus
        error={wrong === 'email' ? t('setup.emailWrong') : told?.get('email')}
      />
      <NewPasswordFields
        shortest={shortestPassword}
        label={t('account.password')}
        wrong={wrong === 'email' ? null : wrong}
        told={told?.get('password')}
      />
      <Submit label={t(isBusy ? 'setup.busy' : 'setup.submit')} isBusy={isBusy} waitSeconds={waitSeconds} />
    </form>
  );
}

function entryOf(form: HTMLFormElement) {
  const entered = new FormData(form);
  const text = (name: SetupField) => String(entered.get(name) ?? '');
  return { email: text('email').trim(), password: text('password'), repeat: text('repeat') };
}
