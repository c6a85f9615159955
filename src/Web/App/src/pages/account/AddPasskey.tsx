import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../app/HostFailureNote';
import { useScene } from '../../app/scene';
import { askHost, tellHost } from '../../connection/hostApi';
import { type Challenge, createPasskey, parseChallenge } from '../../connection/webAuthn';
import { Field } from '../../kit/Field';
import { Submit } from '../../kit/Submit';
import { t } from '../../text/text';
import { useProvenAction } from './useProvenAction';

/** Has the browser make a passkey, under a name by which to know it again. */
export function AddPasskey({ onAdded }: { onAdded(): void }) {
  const { actions } = useScene();
  const { isBusy, failure, waitSeconds, run, question } = useProvenAction();
  const [isMissing, setMissing] = useState(false);
  const keep = async (name: string, challenge: Challenge, form: HTMLFormElement) => {
    const proof = await createPasskey(challenge);
    if (proof.kind === 'cancelled') {
      actions.say(t('passkeys.cancelled'), 'failed');
      return;
    }
    const body = { state: challenge.state, name, credential: proof.credential };
    run(
      () => tellHost('/api/account/passkeys', { method: 'POST', body }),
      () => {
        form.reset();
        actions.say(t('passkeys.added', { name }));
        onAdded();
      },
    );
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const name = String(new FormData(form).get('name') ?? '').trim();
    setMissing(name === '');
    if (name !== '') {
      run(
        () => askHost('/api/account/passkeys/begin', parseChallenge, { method: 'POST' }),
        (challenge) => void keep(name, challenge, form),
      );
    }
  };
  return (
    <>
      <form class="dialog-form" method="post" noValidate onSubmit={submit}>
        <HostFailureNote failure={failure} />
        <Field
          name="name"
          type="text"
          label={t('passkeys.name')}
          hint={t('passkeys.nameHint')}
          autocomplete="off"
          error={isMissing ? t('tokens.nameMissing') : undefined}
        />
        <Submit label={t('passkeys.add')} isBusy={isBusy} waitSeconds={waitSeconds} />
      </form>
      {question}
    </>
  );
}
