import { SessionList } from '../../app/access/SessionList';
import { parseSessions } from '../../app/access/session';
import { HostFailureNote } from '../../app/HostFailureNote';
import { useScene } from '../../app/scene';
import { useHostAction } from '../../app/useHostAction';
import { useHostData } from '../../app/useHostData';
import { tellHost } from '../../connection/hostApi';
import { AskFirst } from '../../kit/AskFirst';
import { t } from '../../text/text';

const everyMs = 30_000;

/** Where one is signed in, and a way to end that everywhere but here. */
export function OwnSessions() {
  const { actions } = useScene();
  const { value: sessions, failure, renew } = useHostData('/api/sessions', parseSessions, everyMs);
  const ending = useHostAction();
  const hasOthers = sessions?.some(({ isCurrent }) => !isCurrent) ?? false;
  const endOthers = () =>
    ending.run(
      () => tellHost('/api/sessions', { method: 'DELETE' }),
      () => {
        actions.say(t('own.othersEnded'));
        void renew();
      },
    );
  return (
    <section class={`card ${failure ? 'is-dim' : ''}`} aria-busy={!sessions && !failure}>
      <h3 class="card-title">{t('sessions.title')}</h3>
      <HostFailureNote failure={failure ?? ending.failure} isOfShown={failure !== null && sessions !== null} />
      {!sessions && !failure && <p class="list-hint">{t('common.loading')}</p>}
      {sessions && <SessionList sessions={sessions} onEnded={() => void renew()} />}
      {sessions && !hasOthers && <p class="list-hint">{t('own.noOthers')}</p>}
      {hasOthers && (
        <AskFirst
          kind="btn-outline-danger"
          question={t('own.endOthersSure')}
          yes={t('sessions.endYes')}
          isOff={ending.isBusy}
          onYes={endOthers}
        >
          {t('own.endOthers')}
        </AskFirst>
      )}
    </section>
  );
}
