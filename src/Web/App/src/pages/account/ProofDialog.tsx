import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../app/HostFailureNote';
import { PageDialog } from '../../app/PageDialog';
import { useHostAction } from '../../app/useHostAction';
import { tellHost } from '../../connection/hostApi';
import { codeWanted } from '../../connection/refusal';
import { Field } from '../../kit/Field';
import { Submit } from '../../kit/Submit';
import { t } from '../../text/text';

interface Props {
  onProven(): void;
  onClose(): void;
}

/** Asks once more who is there, before a factor of the sign-in changes: a browser may have been left open. */
export function ProofDialog({ onProven, onClose }: Props) {
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const [hasFactor, setFactor] = useState(false);
  const refused = failure?.kind === 'refused' ? failure.refusal : undefined;
  const isCodeWanted = hasFactor || refused?.code === codeWanted;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const entered = new FormData(event.currentTarget as HTMLFormElement);
    const body = {
      password: String(entered.get('password') ?? ''),
      twoFactorCode: String(entered.get('code') ?? '') || undefined,
    };
    setFactor(isCodeWanted);
    run(() => tellHost('/api/account/reauthenticate', { method: 'POST', body }), onProven);
  };
  return (
    <PageDialog title={t('proof.title')} onClose={onClose}>
      <form class="dialog-form" method="post" noValidate onSubmit={submit}>
        <p class="list-hint">{t('proof.hint')}</p>
        <HostFailureNote failure={refused ? null : failure} />
        <Field
          name="password"
          type="password"
          label={t('account.password')}
          autocomplete="current-password"
          autofocus
          error={refused && refused.code !== codeWanted ? t('proof.wrong') : undefined}
        />
        {isCodeWanted && (
          <Field
            name="code"
            type="text"
            label={t('login.code')}
            hint={t('login.codeHint')}
            autocomplete="one-time-code"
            error={hasFactor && refused?.code === codeWanted ? t('login.codeWrong') : undefined}
          />
        )}
        <Submit label={t('proof.submit')} isBusy={isBusy} waitSeconds={waitSeconds} />
      </form>
    </PageDialog>
  );
}
