import { HostFailureNote } from '../../app/HostFailureNote';
import { useDialog } from '../../app/useDialog';
import { useHostData } from '../../app/useHostData';
import { ListSkeleton } from '../../kit/ListSkeleton';
import { ListTable } from '../../kit/ListTable';
import { t } from '../../text/text';
import { InviteDialog } from './InviteDialog';
import { PersonDialog } from './PersonDialog';
import { PersonRow } from './PersonRow';
import { parsePeople } from './person';

const everyMs = 30_000;
const columns = ['who', 'may', 'lastSignIn', 'state'] as const;

/** For administrators: who may sign in, and what they may do. */
export function PeoplePage() {
  const { value, failure, renew } = useHostData('/api/people', parsePeople, everyMs);
  const people = value?.people ?? null;
  const canMail = value?.canMail ?? false;
  const { kind, id, open, close } = useDialog('invite', 'person');
  const changed = () => void renew();
  const person = kind === 'person' ? people?.find((one) => one.id === id) : undefined;
  return (
    <main class="people" aria-busy={!people && !failure}>
      <header class="list-head">
        <h2>{t('people.title')}</h2>
        <button type="button" class="btn btn-sm btn-primary" onClick={() => open('invite')}>
          {t('people.invite')}
        </button>
      </header>
      <HostFailureNote failure={failure} isOfShown={people !== null} />
      {people === null && failure === null && <ListSkeleton />}
      {people && (
        <section class={`card ${failure ? 'is-dim' : ''}`}>
          {people.length < 2 && <p class="list-hint">{t('people.alone')}</p>}
          <ListTable columns={columns.map((column) => t(`people.${column}`))} actions={t('people.manage')}>
            {people.map((one) => (
              <PersonRow key={one.id} person={one} onManage={() => open('person', one.id)} />
            ))}
          </ListTable>
        </section>
      )}
      {kind === 'invite' && <InviteDialog canMail={canMail} onInvited={changed} onClose={close} />}
      {person && <PersonDialog key={person.id} person={person} canMail={canMail} onChanged={changed} onClose={close} />}
    </main>
  );
}
