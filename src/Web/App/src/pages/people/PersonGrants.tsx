import { useState } from 'preact/hooks';
import { GrantsField } from '../../app/access/GrantsField';
import { HostFailureNote } from '../../app/HostFailureNote';
import { useHostAction } from '../../app/useHostAction';
import { tellHost } from '../../connection/hostApi';
import { Submit } from '../../kit/Submit';
import { draftsOf, grantsOf, withoutSources } from '../../state/grants';
import { t } from '../../text/text';
import { type Person, pathOf } from './person';

interface Props {
  readonly person: Person;
  onChanged(told: string): void;
}

/** What somebody may do. Pages that they have open start over with it. */
export function PersonGrants({ person, onChanged }: Props) {
  const [drafts, setDrafts] = useState(() => draftsOf(person.grants));
  const [isChecked, setChecked] = useState(false);
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const told = failure?.kind === 'invalid' ? failure.fields.get('grants') : undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setChecked(true);
    if (withoutSources(drafts) < 0) {
      run(
        () => tellHost(pathOf(person), { method: 'PUT', body: { grants: grantsOf(drafts) } }),
        () => onChanged(t('people.grantsChanged', { name: person.email })),
      );
    }
  };
  return (
    <form class="dialog-part dialog-form" method="post" onSubmit={submit}>
      <GrantsField drafts={drafts} onChange={setDrafts} isChecked={isChecked} error={told} />
      <HostFailureNote failure={told === undefined ? failure : null} />
      <Submit label={t('people.saveGrants')} isBusy={isBusy} waitSeconds={waitSeconds} />
    </form>
  );
}
