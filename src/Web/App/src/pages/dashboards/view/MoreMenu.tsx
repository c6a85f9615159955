import { useEffect, useState } from 'preact/hooks';
import { useMenu } from '../../../app/header/useMenu';
import { useScene } from '../../../app/scene';
import { Icon } from '../../../kit/Icon';
import { t } from '../../../text/text';
import type { DialogName } from '../dialogs/dialogProps';
import type { Dashboard } from '../model/document';
import { dt } from '../text';

interface Props {
  readonly dashboard: Dashboard;
  onChanged(): void;
}

type Parts = typeof import('../dialogs/dialogs');

/** Opens what can be done with a dashboard besides looking at it. That is loaded when somebody opens it. */
export function MoreMenu({ dashboard, onChanged }: Props) {
  const menu = useMenu();
  const [open, setOpen] = useState<DialogName | null>(null);
  const parts = useParts(menu.isOpen, menu.close);
  const Dialog = open && parts?.dialogs[open];
  const show = (name: DialogName) => {
    menu.close();
    setOpen(name);
  };
  return (
    <>
      <details class="menu" {...menu.details}>
        <summary class="btn btn-sm btn-outline-secondary" aria-label={dt('view.more')}>
          <Icon name="more" />
        </summary>
        {menu.isOpen && parts && <parts.MorePanel dashboard={dashboard} show={show} close={menu.close} onChanged={onChanged} />}
      </details>
      {Dialog && <Dialog dashboard={dashboard} onChanged={onChanged} onClose={() => setOpen(null)} />}
    </>
  );
}

function useParts(isWanted: boolean, giveUp: () => void): Parts | null {
  const { actions } = useScene();
  const [parts, setParts] = useState<Parts | null>(null);
  useEffect(() => {
    if (isWanted && parts === null) {
      import('../dialogs/dialogs').then(setParts, () => {
        // The host cannot be reached, or it runs another version by now and no longer has that file.
        giveUp();
        actions.say(t('run.notLoaded'), 'failed');
      });
    }
  }, [isWanted]);
  return parts;
}
