import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { t } from '../../text/text';
import { PageLink } from '../PageLink';
import { dashboardPath, listedPages } from '../page';
import { useScene } from '../scene';
import { MenuPreferences } from './MenuPreferences';
import { useMenu } from './useMenu';

/** Who is signed in, what they prefer, links to the pages, and commands. */
export function StripMenu() {
  const menu = useMenu();
  return (
    <details class="menu" {...menu.details}>
      <summary class="btn btn-sm strip-button" aria-label={t('menu.open')}>
        <Icon name="user" />
      </summary>
      {menu.isOpen && <Panel close={menu.close} />}
    </details>
  );
}

/** The content of the menu. It exists only while the menu is open, because each drawing asks the browser for permissions, which is slow. */
function Panel({ close }: { close(): void }) {
  const { state, preferences, actions } = useScene();
  return (
    <div class="menu-panel">
      {state.account && (
        <p class="menu-who">
          <Foreign text={state.account.email} />
          <Foreign kind="quiet" text={roleName(state.account.roles.at(-1) ?? '')} />
        </p>
      )}
      <MenuPreferences />
      <div class="menu-list">
        <Pages close={close} />
        {state.account?.kind === 'person' && (
          <Item
            icon="link"
            text={t('menu.views')}
            onChoose={() => {
              close();
              actions.open('views');
            }}
          />
        )}
        <Item
          icon="log"
          text={t('menu.shortcuts')}
          onChoose={() => {
            close();
            actions.open('shortcuts');
          }}
          {...(preferences.keys ? { shortcut: '?' } : {})}
        />
        <Item icon="live" text={t('menu.kiosk')} onChoose={() => actions.navigate({ kiosk: true, run: null })} />
        <Item icon="user" text={t('menu.signOut')} onChoose={() => actions.signOut()} />
      </div>
    </div>
  );
}

/** Links to the pages of the application; none if there is no other than the one that is shown. */
function Pages({ close }: { close(): void }) {
  const { pages, route, state, home } = useScene();
  const listed = listedPages(pages, state.account);
  const homeDashboard = home === null ? null : dashboardPath(home);
  return listed.every(({ path }) => path === route.path) ? null : (
    <nav class="menu-pages" aria-label={t('menu.pages')}>
      {homeDashboard !== null && (
        <PageLink path={homeDashboard} kind="menu-item" isCurrent={homeDashboard === route.path} onOpen={close}>
          <Icon name="dashboard" /> {t('pages.home')}
        </PageLink>
      )}
      {listed.map(({ path, icon, title }) => (
        <PageLink key={path} path={path} kind="menu-item" isCurrent={path === route.path} onOpen={close}>
          <Icon name={icon} /> {t(title)}
        </PageLink>
      ))}
    </nav>
  );
}

/** A role in words; the host's own name for a role that this page does not know. */
function roleName(role: string): string {
  switch (role) {
    case 'viewer':
    case 'operator':
    case 'admin':
      return t(`role.${role}`);
    default:
      return role;
  }
}

interface ItemProps {
  readonly icon: 'link' | 'log' | 'live' | 'user';
  readonly text: string;
  readonly shortcut?: string;
  onChoose(): void;
}

function Item({ icon, text, shortcut, onChoose }: ItemProps) {
  return (
    <button type="button" class="menu-item" onClick={onChoose}>
      <Icon name={icon} /> {text}
      {shortcut && <kbd>{shortcut}</kbd>}
    </button>
  );
}
