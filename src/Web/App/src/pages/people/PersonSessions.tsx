import { SessionList } from '../../app/access/SessionList';
import { parseSessions } from '../../app/access/session';
import { HostFailureNote } from '../../app/HostFailureNote';
import { useHostAction } from '../../app/useHostAction';
import { useHostData } from '../../app/useHostData';
import { tellHost } from '../../connection/hostApi';
import { AskFirst } from '../../kit/AskFirst';
import { t } from '../../text/text';
import { type Person, pathOf } from './person';

const everyMs = 30_000;

interface Props {
  readonly person: Person;
  onChanged(told: string): void;
}

/** Where somebody is signed in, and a way to end that. */
export function PersonSessions({ person, onChanged }: Props) {
  const path = `/api/sessions?person=${encodeURIComponent(person.id)}`;
  const { value: sessions, failure, renew } = useHostData(path, parseSessions, everyMs);
  const ending = useHostAction();
  const endAll = () =>
    ending.run(
      () => tellHost(pathOf(person, '/sessions'), { method: 'DELETE' }),
      () => {
        onChanged(t('people.sessionsEnded', { name: person.email }));
        void renew();
      },
    );
  return (
    <section class="dialog-part">
      <h3>{t('sessions.title')}</h3>
      <HostFailureNote failure={failure ?? ending.failure} isOfShown={failure !== null && sessions !== null} />
      {sessions?.length === 0 && <p class="list-hint">{t('sessions.none')}</p>}
      {sessions && sessions.length > 0 && (
        <>
          <SessionList sessions={sessions} onEnded={() => void renew()} />
          <AskFirst
            kind="btn-outline-danger"
            question={t('people.endSessionsSure')}
            yes={t('sessions.endYes')}
            isOff={ending.isBusy}
            onYes={endAll}
          >
            {t('people.endSessions')}
          </AskFirst>
        </>
      )}
    </section>
  );
}
