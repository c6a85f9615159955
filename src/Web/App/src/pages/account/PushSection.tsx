import { useState } from 'preact/hooks';
import { deviceName } from '../../app/access/session';
import { HostFailureNote } from '../../app/HostFailureNote';
import { useScene } from '../../app/scene';
import { useHostAction } from '../../app/useHostAction';
import { useHostData } from '../../app/useHostData';
import { tellHost } from '../../connection/hostApi';
import { canPush, subscribe } from '../../connection/push';
import { AskFirst } from '../../kit/AskFirst';
import { Foreign } from '../../kit/Foreign';
import { SteadyButton } from '../../kit/SteadyButton';
import { TimeText } from '../../kit/TimeText';
import { t } from '../../text/text';
import { type PushBrowser, parsePush } from './push';

const path = '/api/account/push';
const everyMs = 60_000;

/** Notifications of browsers, also while no page is open: turns them on here, lists the browsers that have them, and turns them off. */
export function PushSection() {
  const { value, failure, renew } = useHostData(path, parsePush, everyMs);
  const changed = () => void renew();
  return (
    <section class="card own-part">
      <h3 class="card-title">{t('push.title')}</h3>
      <p class="list-hint">{t('push.hint')}</p>
      <HostFailureNote failure={failure} isOfShown={value !== null} />
      {!value && !failure && <p class="list-hint">{t('common.loading')}</p>}
      {value && value.browsers.length > 0 && (
        <ul class="sessions">
          {value.browsers.map((browser) => (
            <BrowserRow key={browser.id} browser={browser} onRemoved={changed} />
          ))}
        </ul>
      )}
      {value && (value.canSubscribe && canPush() ? <TurnOn publicKey={value.publicKey} onDone={changed} /> : <NotHere />)}
    </section>
  );
}

const NotHere = () => <p class="own-reason">{t('push.notHere')}</p>;

function TurnOn({ publicKey, onDone }: { readonly publicKey: string; onDone(): void }) {
  const { actions } = useScene();
  const { isBusy, failure, run } = useHostAction();
  const [isRefused, setRefused] = useState(false);
  const turnOn = async () => {
    const made = await subscribe(publicKey);
    setRefused(made.kind === 'refused');
    if (made.kind === 'made') {
      run(
        () => tellHost(path, { method: 'POST', body: made.subscription }),
        () => {
          actions.say(t('push.done'));
          onDone();
        },
      );
    }
  };
  return (
    <>
      <SteadyButton kind="btn-outline-primary" isOff={isBusy} onPress={() => void turnOn()}>
        {t('push.turnOn')}
      </SteadyButton>
      {isRefused && (
        <p class="own-reason" role="alert">
          {t('push.refused')}
        </p>
      )}
      <HostFailureNote failure={failure} />
    </>
  );
}

function BrowserRow({ browser, onRemoved }: { readonly browser: PushBrowser; onRemoved(): void }) {
  const { actions, nowMs } = useScene();
  const { isBusy, failure, run } = useHostAction();
  const name = deviceName(browser.userAgent);
  const remove = () =>
    run(
      () => tellHost(`${path}/${encodeURIComponent(browser.id)}`, { method: 'DELETE' }),
      () => {
        actions.say(t('push.ended', { name }));
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
          {t('sessions.since')} <TimeText atMs={browser.createdAtMs} nowMs={nowMs} />
        </span>
      </div>
      <AskFirst
        kind="btn-outline-danger"
        label={t('push.removeOf', { name })}
        question={t('people.removeSure')}
        yes={t('people.removeYes')}
        isOff={isBusy}
        onYes={remove}
      >
        {t('people.remove')}
      </AskFirst>
      <HostFailureNote failure={failure} />
    </li>
  );
}
