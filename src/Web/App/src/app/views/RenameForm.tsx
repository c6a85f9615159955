import { useState } from 'preact/hooks';
import { TextField } from '../../kit/fields/TextField';
import { useFirstWrong } from '../../kit/fields/useFirstWrong';
import { HostFailureNote } from '../HostFailureNote';
import { useScene } from '../scene';
import { useHostAction } from '../useHostAction';
import { mostOfName, renameView, type SavedView } from './savedViews';
import { vt } from './text';

interface Props {
  readonly view: SavedView;
  onDone(): void;
  onCancel(): void;
}

/** Gives a saved view another name. Escape leaves it as it is. */
export function RenameForm({ view, onDone, onCancel }: Props) {
  const { actions } = useScene();
  const [name, setName] = useState(view.name);
  const { isBusy, failure, run } = useHostAction();
  const told = failure?.kind === 'invalid' ? failure.fields : undefined;
  const form = useFirstWrong(told);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    run(
      () => renameView(view, name.trim()),
      (renamed) => {
        actions.say(vt('views.renamed', { name: renamed.name }));
        onDone();
      },
    );
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      // Here it closes the form; the dialog stays open.
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <form ref={form} class="saved-view-form" method="post" noValidate onSubmit={submit} onKeyDown={keyDown}>
      <HostFailureNote failure={told ? null : failure} />
      <TextField
        label={vt('views.newName')}
        value={name}
        most={mostOfName}
        error={told?.get('name')}
        autofocus
        onChange={setName}
      />
      <span class="list-buttons">
        <button type="submit" class="btn btn-sm btn-primary" aria-busy={isBusy}>
          {vt('views.rename')}
        </button>
        <button type="button" class="btn btn-sm btn-outline-secondary" onClick={onCancel}>
          {vt('views.cancel')}
        </button>
      </span>
    </form>
  );
}
