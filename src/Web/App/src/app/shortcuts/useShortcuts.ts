import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../text/text';
import type { Scene } from '../scene';
import { neighbour, nextTheme, type Shortcut, shortcutOf, takesTyping } from './shortcuts';

/** Carries out keyboard shortcuts, wherever the focus is. */
export function useShortcuts(scene: Scene): void {
  const newest = useRef(scene);
  newest.current = scene;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const areKeysOn = newest.current.preferences.keys;
      const shortcut = event.defaultPrevented ? null : shortcutOf(event, takesTyping(document.activeElement), areKeysOn);
      if (shortcut && carryOut(shortcut, newest.current)) {
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** Whether there was something to carry out. */
function carryOut(shortcut: Shortcut, scene: Scene): boolean {
  const { preferences, route, actions, overlay } = scene;
  if (overlay) {
    // The overlay has the keyboard; a dialog closes itself with Esc.
    return false;
  }
  switch (shortcut) {
    case 'search':
      return focusSearch();
    case 'palette':
      actions.open('palette');
      return true;
    case 'help':
      actions.open('shortcuts');
      return true;
    case 'theme': {
      const theme = nextTheme(preferences.theme);
      actions.prefer({ theme });
      actions.say(t('palette.theme', { name: t(`menu.${theme}`) }));
      return true;
    }
    case 'zone':
      actions.prefer({ zone: preferences.zone === 'utc' ? 'local' : 'utc' });
      return true;
    case 'previousSource':
    case 'nextSource': {
      const names = [...scene.state.sources.keys()];
      actions.navigate({ source: neighbour(names, route.source, shortcut === 'nextSource' ? 1 : -1) });
      return true;
    }
    case 'close':
      return leaveKiosk(scene);
  }
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
  field?.focus();
  field?.select();
  return field !== null;
}

/** Esc leaves a page on a wall, which has no controls for it. An open run comes first: its drawer closes itself. */
function leaveKiosk({ route, actions }: Scene): boolean {
  const isLeft = route.kiosk && route.run === null;
  if (isLeft) {
    actions.navigate({ kiosk: false });
  }
  return isLeft;
}
