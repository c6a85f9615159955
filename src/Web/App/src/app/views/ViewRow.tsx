import { useState } from 'preact/hooks';
import { AskFirst } from '../../kit/AskFirst';
import { Foreign } from '../../kit/Foreign';
import { RowButton } from '../../kit/RowButton';
import { isolated } from '../../text/isolated';
import { hostFailureText } from '../hostFailureText';
import { PageLink } from '../PageLink';
import { useScene } from '../scene';
import { RenameForm } from './RenameForm';
import { addressToSave, deleteView, routeOf, type SavedView } from './savedViews';
import { vt } from './text';

interface Props {
  readonly view: SavedView;
  /** Called when it is opened in this tab. */
  onOpen(): void;
  onChanged(): void;
}

/** A saved view: a link to it, and what can be done with it. */
export function ViewRow({ view, onOpen, onChanged }: Props) {
  const { route, actions } = useScene();
  const [isRenaming, setRenaming] = useState(false);
  const { name } = view;
  const place = routeOf(view);
  const isCurrent = addressToSave(route) === view.address;
  const remove = async () => {
    const answer = await deleteView(view);
    if (answer.kind === 'done') {
      actions.say(vt('views.deleted', { name }));
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
    onChanged();
  };
  if (isRenaming) {
    return (
      <li class="saved-view">
        <RenameForm
          view={view}
          onDone={() => {
            setRenaming(false);
            onChanged();
          }}
          onCancel={() => setRenaming(false)}
        />
      </li>
    );
  }
  return (
    <li class="saved-view">
      <span>
        <PageLink path={place.path} route={place} kind="saved-view-name" isCurrent={isCurrent} onOpen={onOpen}>
          <Foreign text={name} />
        </PageLink>
        {isCurrent && <span class="quiet"> {vt('views.current')}</span>}
      </span>
      <span class="list-buttons">
        <RowButton text={vt('views.rename')} of={name} onChoose={() => setRenaming(true)} />
        <AskFirst
          kind="btn-outline-danger"
          label={`${vt('views.delete')}: ${isolated(name)}`}
          question={vt('views.deleteSure')}
          yes={vt('views.deleteYes')}
          isOff={false}
          onYes={() => void remove()}
        >
          {vt('views.delete')}
        </AskFirst>
      </span>
    </li>
  );
}
