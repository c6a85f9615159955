import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../app/HostFailureNote';
import { useScene } from '../../app/scene';
import { useHostData } from '../../app/useHostData';
import { askHost, tellHost } from '../../connection/hostApi';
import { addressOf } from '../../contract/address';
import { AskFirst } from '../../kit/AskFirst';
import { SteadyButton } from '../../kit/SteadyButton';
import { t } from '../../text/text';
import { RecoveryCodes } from './RecoveryCodes';
import { TwoFactorSetup } from './TwoFactorSetup';
import { parseRecoveryCodes, parseSecret, parseTwoFactor, type Secret, type TwoFactor } from './twoFactor';
import { useProvenAction } from './useProvenAction';

const path = '/api/account/two-factor';
const everyMs = 60_000;

/** Whether signing in takes a code besides the password: sets that up, and ends it. */
export function TwoFactorSection() {
  const { value, failure, renew } = useHostData(path, parseTwoFactor, everyMs);
  return (
    <section class="card own-part">
      <h3 class="card-title">{t('twoFactor.title')}</h3>
      <HostFailureNote failure={failure} isOfShown={value !== null} />
      {value ? <Settings value={value} renew={() => void renew()} /> : !failure && <p class="list-hint">{t('common.loading')}</p>}
    </section>
  );
}

interface SettingsProps {
  readonly value: TwoFactor;
  renew(): void;
}

function Settings({ value, renew }: SettingsProps) {
  const { actions } = useScene();
  const [secret, setSecret] = useState<Secret | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { isBusy, failure, run, question } = useProvenAction();
  const post = { method: 'POST' } as const;
  const begin = () => run(() => askHost(`${path}/begin`, parseSecret, post), setSecret);
  const renewCodes = () =>
    run(
      () => askHost(`${path}/recovery-codes`, parseRecoveryCodes, post),
      (made) => {
        setCodes(made);
        renew();
      },
    );
  const end = () =>
    run(
      () => tellHost(path, { method: 'DELETE' }),
      () => {
        setCodes(null);
        actions.say(t('twoFactor.ended'));
        renew();
      },
    );
  const confirmed = (made: readonly string[]) => {
    setSecret(null);
    setCodes(made);
    actions.say(t('twoFactor.begun'));
    renew();
  };
  if (secret) {
    return <TwoFactorSetup secret={secret} onConfirmed={confirmed} onBack={() => setSecret(null)} />;
  }
  return (
    <>
      {codes && <RecoveryCodes codes={codes} />}
      {codes && value.isMissing && (
        // With the rights that were held back until now, the page starts over.
        <a class="btn btn-sm btn-primary" href={addressOf('/')}>
          {t('run.toDashboard')}
        </a>
      )}
      <p class="list-hint">{hintOf(value)}</p>
      <HostFailureNote failure={failure} />
      <div class="dialog-actions">
        {value.isEnabled ? (
          <>
            <AskFirst
              kind="btn-outline-secondary"
              question={t('twoFactor.codesSure')}
              yes={t('people.linkYes')}
              isOff={isBusy}
              onYes={renewCodes}
            >
              {t('twoFactor.newCodes')}
            </AskFirst>
            <AskFirst
              kind="btn-outline-danger"
              question={t('twoFactor.endSure')}
              yes={t('twoFactor.endYes')}
              isOff={isBusy}
              onYes={end}
            >
              {t('twoFactor.end')}
            </AskFirst>
          </>
        ) : (
          <SteadyButton kind="btn-primary" isOff={isBusy} onPress={begin}>
            {t('twoFactor.begin')}
          </SteadyButton>
        )}
      </div>
      {question}
    </>
  );
}

function hintOf({ isEnabled, isMissing, recoveryCodesLeft }: TwoFactor): string {
  if (isEnabled) {
    return t('twoFactor.on', { count: recoveryCodesLeft });
  }
  return t(isMissing ? 'twoFactor.missing' : 'twoFactor.off');
}
