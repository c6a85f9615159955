import { useRef, useState } from 'preact/hooks';
import { HostFailureNote } from '../../app/HostFailureNote';
import { useScene } from '../../app/scene';
import { useHostAction } from '../../app/useHostAction';
import { tellHost } from '../../connection/hostApi';
import { type PasswordField, passwordProblem, shortestPassword } from '../../contract/entries';
import { Field } from '../../kit/Field';
import { NewPasswordFields } from '../../kit/NewPasswordFields';
import { Submit } from '../../kit/Submit';
import { UserName } from '../../kit/UserName';
import { t } from '../../text/text';

type Wrong = 'current' | PasswordField;

/** Changes the own password. The other sessions end with that. */
export function PasswordForm({ email }: { readonly email: string }) {
  const { actions } = useScene();
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const told = failure?.kind === 'invalid' ? failure.fields : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!form.current) {
      return;
    }
    const entry = entryOf(form.current);
    const problem = entry.current === '' ? 'current' : passwordProblem(entry);
    setWrong(problem);
    if (problem) {
      form.current.querySelector<HTMLInputElement>(`[name="${problem}"]`)?.focus();
      return;
    }
    const body = { currentPassword: entry.current, newPassword: entry.password };
    run(
      () => tellHost('/api/account/password', { method: 'POST', body }),
      () => {
        form.current?.reset();
        actions.say(t('own.passwordChanged'));
      },
    );
  };
  return (
    <form ref={form} class="card own-form" method="post" noValidate onSubmit={submit}>
      <h3 class="card-title">{t('own.password')}</h3>
      <p class="list-hint">{t('own.passwordHint')}</p>
      <HostFailureNote failure={told ? null : failure} />
      <UserName email={email} />
      <Field
        name="current"
        type="password"
        label={t('own.currentPassword')}
        autocomplete="current-password"
        error={wrong === 'current' ? t('own.currentMissing') : told?.get('currentpassword')}
      />
      <NewPasswordFields
        shortest={shortestPassword}
        label={t('link.password')}
        wrong={wrong === 'current' ? null : wrong}
        told={told?.get('newpassword')}
      />
      <Submit label={t('own.changePassword')} isBusy={isBusy} waitSeconds={waitSeconds} />
    </form>
  );
}

function entryOf(form: HTMLFormElement) {
  const entered = new FormData(form);
  const text = (name: Wrong) => String(entered.get(name) ?? '');
  return { current: text('current'), password: text('password'), repeat: text('repeat') };
}
