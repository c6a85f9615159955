import { useState } from 'preact/hooks';
import { CopyButton } from '../../app/CopyButton';
import { HostFailureNote } from '../../app/HostFailureNote';
import { askHost } from '../../connection/hostApi';
import { Field } from '../../kit/Field';
import { Foreign } from '../../kit/Foreign';
import { Submit } from '../../kit/Submit';
import { t } from '../../text/text';
import { grouped, parseRecoveryCodes, type Secret } from './twoFactor';
import { useProvenAction } from './useProvenAction';

interface Props {
  readonly secret: Secret;
  onConfirmed(recoveryCodes: readonly string[]): void;
  onBack(): void;
}

/** Hands a secret to an authenticator app, and takes its first code as proof that it has it. */
export function TwoFactorSetup({ secret: { secret, svg }, onConfirmed, onBack }: Props) {
  const { isBusy, failure, waitSeconds, run, question } = useProvenAction();
  const [isMissing, setMissing] = useState(false);
  const told = failure?.kind === 'invalid' ? failure.fields.get('code') : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget as HTMLFormElement).get('code') ?? '').trim();
    setMissing(code === '');
    if (code !== '') {
      run(() => askHost('/api/account/two-factor/confirm', parseRecoveryCodes, { method: 'POST', body: { code } }), onConfirmed);
    }
  };
  return (
    <>
      <form class="dialog-form" method="post" noValidate onSubmit={submit}>
        <p class="list-hint">{t('twoFactor.scan')}</p>
        <img class="own-qr" src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`} alt={t('twoFactor.qr')} />
        <p class="one-time-text">
          <span>{t('twoFactor.orType')}</span>
          <code>
            <Foreign text={grouped(secret)} />
          </code>
          <CopyButton label={t('twoFactor.copySecret')} text={() => secret} />
        </p>
        <HostFailureNote failure={told === undefined ? failure : null} />
        <Field
          name="code"
          type="text"
          label={t('twoFactor.code')}
          autocomplete="one-time-code"
          autofocus
          error={isMissing ? t('login.codeMissing') : told}
        />
        <Submit label={t('twoFactor.confirm')} isBusy={isBusy} waitSeconds={waitSeconds} />
        <button type="button" class="btn btn-sm btn-outline-secondary" onClick={onBack}>
          {t('common.cancel')}
        </button>
      </form>
      {question}
    </>
  );
}
