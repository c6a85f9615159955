import { useEffect, useRef, useState } from 'preact/hooks';
import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { t } from '../../text/text';
import { PageLink } from '../PageLink';
import { listedPages } from '../page';
import { useScene } from '../scene';
import { MenuPreferences } from './MenuPreferences';

/** Who is signed in, what they prefer, links to the pages, and commands. */
export function StripMenu() {
  const menu = useRef<HTMLDetailsElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    if (menu.current) {
      menu.current.open = false;
    }
  };
  useEffect(() => {
    const closeOutside = (event: Event) => !menu.current?.contains(event.target as Node | null) && close();
    const toggled = () => setOpen(menu.current?.open ?? false);
    document.addEventListener('pointerdown', closeOutside);
    menu.current?.addEventListener('toggle', toggled);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, []);
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && menu.current?.open) {
      event.stopPropagation();
      close();
      menu.current.querySelector('summary')?.focus();
    }
  };
  return (
    <details
      class="menu"
      ref={menu}
      onKeyDown={closeOnEscape}
      onFocusOut={(event) => event.relatedTarget && !event.currentTarget.contains(event.relatedTarget as Node) && close()}
    >
      <summary class="btn btn-sm strip-button" aria-label={t('menu.open')}>
        <Icon name="user" />
      </summary>
      {isOpen && <Panel close={close} />}
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
  const { pages, route, state } = useScene();
  const listed = listedPages(pages, state.account);
  return listed.every(({ path }) => path === route.path) ? null : (
    <nav class="menu-pages" aria-label={t('menu.pages')}>
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
  readonly icon: 'log' | 'live' | 'user';
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
