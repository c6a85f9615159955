import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../kit/Icon';
import type { Theme } from '../../state/preferences';
import { type Language, languages, t } from '../../text/text';
import { PageLink } from '../PageLink';
import { listedPages } from '../page';
import { useScene } from '../scene';
import { permission, turnOn } from '../signals/notifications';

export const themes: readonly Theme[] = ['system', 'light', 'dark'];
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', pt: 'Português' };

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
          {state.account.email}
          <span class="quiet">{roleName(state.account.roles.at(-1) ?? '')}</span>
        </p>
      )}
      <Preferences />
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

function Preferences() {
  const { preferences, actions } = useScene();
  return (
    <>
      <Choice
        title={t('menu.theme')}
        chosen={preferences.theme}
        options={themes.map((theme) => [theme, t(`menu.${theme}`)])}
        onChoose={(theme) => actions.prefer({ theme })}
      />
      <Choice
        title={t('menu.zone')}
        chosen={preferences.zone}
        options={[
          ['local', t('strip.local')],
          ['utc', 'UTC'],
        ]}
        onChoose={(zone) => actions.prefer({ zone })}
      />
      <Choice
        title={t('menu.language')}
        chosen={preferences.language}
        options={languages.map((language) => [language, languageNames[language]])}
        onChoose={(language) => actions.prefer({ language })}
      />
      <Choice
        title={t('menu.keys')}
        chosen={preferences.keys ? 'keysOn' : 'keysOff'}
        options={(['keysOff', 'keysOn'] as const).map((choice) => [choice, t(`menu.${choice}`)])}
        onChoose={(choice) => actions.prefer({ keys: choice === 'keysOn' })}
      />
      <Notifications />
    </>
  );
}

function Notifications() {
  const { preferences, actions } = useScene();
  const allowed = permission();
  const isOn = preferences.notify && allowed === 'granted';
  const isImpossible = allowed === 'denied' || allowed === 'unavailable';
  return (
    <div class="menu-notify">
      <Choice
        title={t('menu.notify')}
        chosen={isOn ? 'on' : 'off'}
        options={[
          ['off', t('menu.off')],
          ['on', t('menu.on')],
        ]}
        onChoose={(chosen) => (chosen === 'on' ? void turnOn(actions) : actions.prefer({ notify: false }))}
      />
      <p class="quiet">{isImpossible ? t(`notify.${allowed}`) : t('menu.notifyHint')}</p>
    </div>
  );
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

interface ChoiceProps<T extends string> {
  readonly title: string;
  readonly chosen: T;
  readonly options: readonly (readonly [T, string])[];
  onChoose(value: T): void;
}

function Choice<T extends string>({ title, chosen, options, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset class="choice">
      <legend>{title}</legend>
      {options.map(([value, name]) => (
        <button key={value} type="button" class="btn btn-sm" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {name}
        </button>
      ))}
    </fieldset>
  );
}
