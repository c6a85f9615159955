import { PageDialog } from '../../app/PageDialog';
import { useScene } from '../../app/scene';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';
import { PersonFactor } from './PersonFactor';
import { PersonGrants } from './PersonGrants';
import { PersonLink } from './PersonLink';
import { PersonSessions } from './PersonSessions';
import { PersonStanding } from './PersonStanding';
import type { Person } from './person';

interface Props {
  readonly person: Person;
  /** Whether the host can send links by mail. */
  readonly canMail: boolean;
  /** Called after a change of this person. */
  onChanged(): void;
  onClose(): void;
}

/** What an administrator does for one person: rights, a link for a password, sessions, and whether they may sign in at all. */
export function PersonDialog({ person, canMail, onChanged, onClose }: Props) {
  const { actions } = useScene();
  const changed = (told: string) => {
    actions.say(told);
    onChanged();
  };
  return (
    <PageDialog title={isolated(person.email)} onClose={onClose}>
      {person.issuer === null ? (
        <>
          <PersonGrants person={person} onChanged={changed} />
          <PersonLink person={person} canMail={canMail} />
          {!person.isInvited && <PersonFactor person={person} onChanged={changed} />}
        </>
      ) : (
        <p>{t('people.provided', { issuer: isolated(person.issuer) })}</p>
      )}
      <PersonSessions person={person} onChanged={changed} />
      <PersonStanding person={person} onChanged={changed} />
    </PageDialog>
  );
}
