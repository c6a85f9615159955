import { hostFailureText } from '../../../app/hostFailureText';
import { dashboardPath } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { addressOf } from '../../../contract/address';
import { Icon } from '../../../kit/Icon';
import { chooseHome, createDashboard, takeDashboard } from '../model/api';
import { copyOf } from '../model/copy';
import type { Dashboard } from '../model/document';
import { filePath } from '../model/paths';
import type { DialogName } from './dialogProps';
import { gt } from './text';

export interface MorePanelProps {
  readonly dashboard: Dashboard;
  show(name: DialogName): void;
  close(): void;
  onChanged(): void;
}

/** What can be done with a dashboard besides looking at it. */
export function MorePanel({ dashboard, show, close, onChanged }: MorePanelProps) {
  const { actions, home, state } = useScene();
  const isPerson = state.account?.kind === 'person';
  const isHome = home === dashboard.id;
  const toggleHome = async () => {
    close();
    const answer = await chooseHome(isHome ? null : dashboard.id);
    if (answer.kind === 'done') {
      actions.keepHome(isHome ? null : dashboard.id);
      actions.say(gt(isHome ? 'menu.isNoHome' : 'menu.isHome'));
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
  };
  const copy = async () => {
    close();
    const answer = await createDashboard(copyOf(dashboard));
    if (answer.kind === 'done') {
      actions.navigate({ path: dashboardPath(answer.value.id) });
      actions.say(gt('menu.copied', { title: answer.value.title }));
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
  };
  const take = async () => {
    close();
    const answer = await takeDashboard(dashboard.id);
    if (answer.kind === 'done') {
      actions.say(gt('menu.taken', { title: dashboard.title }));
      onChanged();
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
  };
  return (
    <div class="menu-panel">
      <div class="menu-list">
        {isPerson && <Item icon="user" text={gt(isHome ? 'menu.noHome' : 'menu.home')} onChoose={() => void toggleHome()} />}
        {dashboard.access === 'own' && !dashboard.isProvisioned && (
          <Item icon="people" text={gt('menu.share')} onChoose={() => show('share')} />
        )}
        {isPerson && dashboard.access === 'own' && dashboard.owner === '' && !dashboard.isProvisioned && (
          <Item icon="user" text={gt('menu.take')} onChoose={() => void take()} />
        )}
        {!dashboard.isProvisioned && <Item icon="stale" text={gt('menu.versions')} onChoose={() => show('versions')} />}
        <Item icon="live" text={gt('menu.wall')} onChoose={() => show('wall')} />
        {isPerson && <Item icon="copy" text={gt('menu.copy')} onChoose={() => void copy()} />}
        <a class="menu-item" href={addressOf(filePath(dashboard.id))} download onClick={close}>
          <Icon name="download" /> {gt('menu.export')}
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
