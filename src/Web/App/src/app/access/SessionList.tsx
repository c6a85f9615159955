import { tellHost } from '../../connection/hostApi';
import { AskFirst } from '../../kit/AskFirst';
import { Foreign } from '../../kit/Foreign';
import { TimeText } from '../../kit/TimeText';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';
import { hostFailureText } from '../hostFailureText';
import { useScene } from '../scene';
import { deviceName, type OpenSession } from './session';

interface Props {
  readonly sessions: readonly OpenSession[];
  /** Called after one was ended. */
  onEnded(): void;
}

/** Open sessions, each with a button that ends it, except for the one of this browser: that one signs out. */
export function SessionList({ sessions, onEnded }: Props) {
  return (
    <ul class="sessions">
      {sessions.map((session) => (
        <SessionRow key={session.id} session={session} onEnded={onEnded} />
      ))}
    </ul>
  );
}

function SessionRow({ session, onEnded }: { readonly session: OpenSession; onEnded(): void }) {
  const { actions, nowMs } = useScene();
  const { id, device, address, isCurrent, isBrowser, startedAtMs, lastUsedAtMs } = session;
  const end = async () => {
    const answer = await tellHost(`/api/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });
    // 404: it had ended already.
    if (answer.kind === 'done' || (answer.kind === 'failed' && answer.refusal.status === 404)) {
      actions.say(t('sessions.ended'));
      onEnded();
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
  };
  return (
    <li class="session">
      <div>
        <span class="list-name" title={device === null ? undefined : isolated(device)}>
          <Foreign text={device === null ? t('sessions.unknownDevice') : deviceName(device)} />
        </span>
        <span class="list-detail">
          {!isBrowser && `${t('sessions.program')} · `}
          {address !== null && (
            <>
              <Foreign text={address} />
              {' · '}
            </>
          )}
          {t('sessions.since')} <TimeText atMs={startedAtMs} nowMs={nowMs} />
          {lastUsedAtMs !== null && !isCurrent && (
            <>
              {' · '}
              {t('sessions.lastUsed')} <TimeText atMs={lastUsedAtMs} nowMs={nowMs} />
            </>
          )}
        </span>
      </div>
      {isCurrent ? (
        <span class="pill pill-live">{t('sessions.current')}</span>
      ) : (
        <AskFirst
          kind="btn-outline-danger"
          question={t('sessions.endSure')}
          yes={t('sessions.endYes')}
          isOff={false}
          onYes={() => void end()}
        >
          {t('sessions.end')}
        </AskFirst>
      )}
    </li>
  );
}
