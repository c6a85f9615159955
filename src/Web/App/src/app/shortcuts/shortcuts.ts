import type { Theme } from '../../state/preferences';

export type Shortcut = 'search' | 'palette' | 'theme' | 'zone' | 'previousSource' | 'nextSource' | 'help' | 'close';

/** Shortcuts of a single character. They can be turned off. */
const singleKeys: Readonly<Record<string, Shortcut>> = {
  '/': 'search',
  g: 'palette',
  t: 'theme',
  u: 'zone',
  '[': 'previousSource',
  ']': 'nextSource',
  '?': 'help',
};

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

/**
 * The shortcut of a key; null if the key has none, or belongs to text that is being typed.
 * `isTyping`: whether the focus is in a field. `areKeysOn`: whether single keys ask for something.
 */
export function shortcutOf(pressed: Pressed, isTyping: boolean, areKeysOn: boolean): Shortcut | null {
  const { key, ctrlKey, metaKey, altKey, repeat } = pressed;
  if (repeat) {
    return null;
  }
  if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k') {
    return 'palette';
  }
  // On keyboards where brackets are typed with AltGr the browser reports Ctrl and Alt together with the bracket itself.
  const isPlain = (!ctrlKey && !metaKey && !altKey) || key === '[' || key === ']';
  if (isTyping || !isPlain) {
    return null;
  }
  return key === 'Escape' ? 'close' : areKeysOn ? (singleKeys[key.toLowerCase()] ?? null) : null;
}

/** Whether an element accepts typed text. */
export function takesTyping(element: Element | null): boolean {
  return (
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement ||
    (element instanceof HTMLInputElement && !notTyped.has(element.type)) ||
    (element instanceof HTMLElement && element.isContentEditable)
  );
}

const notTyped: ReadonlySet<string> = new Set(['button', 'checkbox', 'radio', 'reset', 'submit']);

/** The daemon before or after the one chosen, with all of them (null) between the last and the first. */
export function neighbour(names: readonly string[], chosen: string | null, step: 1 | -1): string | null {
  const ring: readonly (string | null)[] = [null, ...names];
  const place = Math.max(0, ring.indexOf(chosen));
  return ring[(place + step + ring.length) % ring.length] ?? null;
}

const order: readonly Theme[] = ['system', 'light', 'dark'];

export const nextTheme = (theme: Theme): Theme => order[(order.indexOf(theme) + 1) % order.length] ?? 'system';
