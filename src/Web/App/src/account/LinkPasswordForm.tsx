import { useRef, useState } from 'preact/hooks';
import { type PasswordField, passwordProblem, shortestPassword } from '../contract/entries';
import { Foreign } from '../kit/Foreign';
import { NewPasswordFields } from '../kit/NewPasswordFields';
import { Submit } from '../kit/Submit';
import { UserName } from '../kit/UserName';
import { useCountdown } from '../kit/useCountdown';
import { t } from '../text/text';
import { type LinkPurpose, type Refusal, redeemLink, signIn } from './accountApi';
import { refusalText } from './refusalText';

interface Props {
  readonly purpose: LinkPurpose;
  readonly secret: string;
  /** Whose password it is. */
  readonly email: string;
  /** Called if the link is not good any more. */
  readonly onInvalid: (why: Refusal) => void;
  readonly onDone: (isSignedIn: boolean) => void;
}

/** Sets a password by a one-time link, and signs in with it. */
export function LinkPasswordForm({ purpose, secret, email, onInvalid, onDone }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<PasswordField | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const waitSeconds = useCountdown(refusal?.kind === 'too-often' ? refusal.retryAtMs : null);
  const focus = (name: PasswordField) => form.current?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.focus();

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || waitSeconds > 0 || !form.current) {
      return;
    }
    const entered = new FormData(form.current);
    const password = String(entered.get('password') ?? '');
    const problem = passwordProblem({ password, repeat: String(entered.get('repeat') ?? '') });
    setWrong(problem);
    setRefusal(null);
    if (problem) {
      focus(problem);
      return;
    }
    setBusy(true);
    const outcome = await redeemLink(purpose, secret, password);
    if (outcome.kind === 'done') {
      onDone((await signIn(email, password)).kind === 'done');
      return;
    }
    setBusy(false);
    if (outcome.kind === 'refused' || outcome.kind === 'expired') {
      onInvalid(outcome);
    } else {
      setRefusal(outcome);
      focus('password');
    }
  };

  const isOver = refusal?.kind === 'too-often' && waitSeconds === 0;
  const told = refusal?.kind === 'invalid' ? refusal.fields.get('password') : undefined;
  return (
    <form ref={form} class="account-form" method="post" noValidate onSubmit={(event) => void submit(event)}>
      <p class="account-intro">
        {t(`link.${purpose}For`)} <Foreign kind="account-who" text={email} />
      </p>
      <div class="account-alert" role="alert">
        {refusal && !isOver && refusalText(refusal, '')}
      </div>
      <UserName email={email} />
      <NewPasswordFields shortest={shortestPassword} label={t('link.password')} wrong={wrong} told={told} autofocus />
      <Submit label={t(isBusy ? 'link.busy' : 'link.submit')} isBusy={isBusy} waitSeconds={waitSeconds} />
    </form>
  );
}
