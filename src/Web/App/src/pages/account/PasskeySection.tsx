import { HostFailureNote } from '../../app/HostFailureNote';
import { useScene } from '../../app/scene';
import { useHostData } from '../../app/useHostData';
import { tellHost } from '../../connection/hostApi';
import { hasPasskeys } from '../../connection/webAuthn';
import { AskFirst } from '../../kit/AskFirst';
import { Foreign } from '../../kit/Foreign';
import { TimeText } from '../../kit/TimeText';
import { t } from '../../text/text';
import { AddPasskey } from './AddPasskey';
import { type Passkey, type Passkeys, parsePasskeys } from './passkey';
import { useProvenAction } from './useProvenAction';

const everyMs = 60_000;

/** Passkeys, with which one signs in without a password: lists, adds and removes them, or says why this address has none. */
export function PasskeySection() {
  const { value, failure, renew } = useHostData('/api/account/passkeys', parsePasskeys, everyMs);
  const changed = () => void renew();
  const reason = reasonOf(value);
  return (
    <section class="card own-part">
      <h3 class="card-title">{t('passkeys.title')}</h3>
      <p class="list-hint">{t('passkeys.hint')}</p>
      <HostFailureNote failure={failure} isOfShown={value !== null} />
      {!value && !failure && <p class="list-hint">{t('common.loading')}</p>}
      {value && value.passkeys.length > 0 && (
        <ul class="sessions">
          {value.passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} onRemoved={changed} />
          ))}
        </ul>
      )}
      {value && reason === null && <AddPasskey onAdded={changed} />}
      {value && reason !== null && (
        <p class="own-reason">
          <Foreign text={reason} />
        </p>
      )}
    </section>
  );
}

/** The host's words, where this page has none in the language in use. */
const reasonOf = (value: Passkeys | null): string | null =>
  value?.reasonCode ? t(`passkeys.${value.reasonCode}`) : (value?.reason ?? (hasPasskeys() ? null : t('passkeys.notHere')));

function PasskeyRow({ passkey, onRemoved }: { readonly passkey: Passkey; onRemoved(): void }) {
  const { id, createdAtMs } = passkey;
  const name = passkey.name ?? t('common.unknown');
  const { actions, nowMs } = useScene();
  const { isBusy, failure, run, question } = useProvenAction();
  const remove = () =>
    run(
      () => tellHost(`/api/account/passkeys/${encodeURIComponent(id)}`, { method: 'DELETE' }),
      () => {
        actions.say(t('passkeys.removed', { name }));
        onRemoved();
      },
    );
  return (
    <li class="session">
      <div>
        <span class="list-name">
          <Foreign text={name} />
        </span>
        <span class="list-detail">
          {t('sessions.since')} <TimeText atMs={createdAtMs} nowMs={nowMs} />
        </span>
      </div>
      <AskFirst
        kind="btn-outline-danger"
        label={t('passkeys.removeOf', { name })}
        question={t('people.removeSure')}
        yes={t('people.removeYes')}
        isOff={isBusy}
        onYes={remove}
      >
        {t('people.remove')}
      </AskFirst>
      <HostFailureNote failure={failure} />
      {question}
    </li>
  );
}
