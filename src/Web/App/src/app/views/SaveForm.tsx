import { useState } from 'preact/hooks';
import { TextField } from '../../kit/fields/TextField';
import { useFirstWrong } from '../../kit/fields/useFirstWrong';
import { Submit } from '../../kit/Submit';
import { HostFailureNote } from '../HostFailureNote';
import { useScene } from '../scene';
import { useHostAction } from '../useHostAction';
import { addressToSave, mostOfAddress, mostOfName, saveView } from './savedViews';
import { vt } from './text';

/** Saves what is shown under a name. */
export function SaveForm({ onSaved }: { onSaved(): void }) {
  const { route, actions } = useScene();
  const [name, setName] = useState('');
  const { isBusy, failure, waitSeconds, run } = useHostAction();
  const told = failure?.kind === 'invalid' ? failure.fields : undefined;
  const form = useFirstWrong(told);
  const address = addressToSave(route);
  if (address.length > mostOfAddress) {
    return <p class="list-hint">{vt('views.tooLong', { count: mostOfAddress })}</p>;
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    run(
      () => saveView(name.trim(), address),
      (saved) => {
        actions.say(vt('views.saved', { name: saved.name }));
        setName('');
        onSaved();
      },
    );
  };
  return (
    <form ref={form} class="dialog-form" method="post" noValidate onSubmit={submit}>
      <HostFailureNote failure={told ? null : failure} />
      <TextField
        label={vt('views.name')}
        hint={vt('views.hint')}
        value={name}
        most={mostOfName}
        error={told?.get('name') ?? told?.get('address')}
        autofocus
        onChange={setName}
      />
      <Submit label={vt('views.save')} isBusy={isBusy} waitSeconds={waitSeconds} />
    </form>
  );
}
