import { useState } from 'preact/hooks';
import { useMenu } from '../../../app/header/useMenu';
import { hostFailureText } from '../../../app/hostFailureText';
import { dashboardPath } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { addressOf } from '../../../contract/address';
import { Icon } from '../../../kit/Icon';
import { chooseHome, createDashboard, filePath, takeDashboard } from '../model/api';
import { copyOf } from '../model/copy';
import type { Dashboard } from '../model/document';
import { dt } from '../text';
import { type DialogName, LazyDialog } from './LazyDialog';

interface Props {
  readonly dashboard: Dashboard;
  onChanged(): void;
}

/** What can be done with a dashboard besides looking at it. */
export function MoreMenu({ dashboard, onChanged }: Props) {
  const menu = useMenu();
  const [open, setOpen] = useState<DialogName | null>(null);
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
        {menu.isOpen && <Panel dashboard={dashboard} show={show} close={menu.close} onChanged={onChanged} />}
      </details>
      {open && <LazyDialog name={open} dashboard={dashboard} onChanged={onChanged} onClose={() => setOpen(null)} />}
    </>
  );
}

interface PanelProps {
  readonly dashboard: Dashboard;
  show(name: DialogName): void;
  close(): void;
  onChanged(): void;
}

function Panel({ dashboard, show, close, onChanged }: PanelProps) {
  const { actions, home, state } = useScene();
  const isPerson = state.account?.kind === 'person';
  const isHome = home === dashboard.id;
  const toggleHome = async () => {
    close();
    const answer = await chooseHome(isHome ? null : dashboard.id);
    if (answer.kind === 'done') {
      actions.keepHome(isHome ? null : dashboard.id);
      actions.say(dt(isHome ? 'menu.isNoHome' : 'menu.isHome'));
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
  };
  const copy = async () => {
    close();
    const answer = await createDashboard(copyOf(dashboard));
    if (answer.kind === 'done') {
      actions.navigate({ path: dashboardPath(answer.value.id) });
      actions.say(dt('menu.copied', { title: answer.value.title }));
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
  };
  const take = async () => {
    close();
    const answer = await takeDashboard(dashboard.id);
    if (answer.kind === 'done') {
      actions.say(dt('menu.taken', { title: dashboard.title }));
      onChanged();
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
  };
  return (
    <div class="menu-panel">
      <div class="menu-list">
        {isPerson && <Item icon="user" text={dt(isHome ? 'menu.noHome' : 'menu.home')} onChoose={() => void toggleHome()} />}
        {dashboard.access === 'own' && !dashboard.isProvisioned && (
          <Item icon="people" text={dt('menu.share')} onChoose={() => show('share')} />
        )}
        {isPerson && dashboard.access === 'own' && dashboard.owner === '' && !dashboard.isProvisioned && (
          <Item icon="user" text={dt('menu.take')} onChoose={() => void take()} />
        )}
        {!dashboard.isProvisioned && <Item icon="stale" text={dt('menu.versions')} onChoose={() => show('versions')} />}
        <Item icon="live" text={dt('menu.wall')} onChoose={() => show('wall')} />
        {isPerson && <Item icon="copy" text={dt('menu.copy')} onChoose={() => void copy()} />}
        <a class="menu-item" href={addressOf(filePath(dashboard.id))} download onClick={close}>
          <Icon name="download" /> {dt('menu.export')}
        </a>
      </div>
    </div>
  );
}

interface ItemProps {
  readonly icon: 'user' | 'people' | 'stale' | 'live' | 'copy';
  readonly text: string;
  onChoose(): void;
}

const Item = ({ icon, text, onChoose }: ItemProps) => (
  <button type="button" class="menu-item" onClick={onChoose}>
    <Icon name={icon} /> {text}
  </button>
);
