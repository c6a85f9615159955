// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { neighbour, nextTheme, shortcutOf, takesTyping } from '../../../src/app/shortcuts/shortcuts';

const pressed = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...held,
});

describe('shortcutOf', () => {
  it.each([
    ['/', 'search'],
    ['g', 'palette'],
    ['T', 'theme'],
    ['u', 'zone'],
    ['[', 'previousSource'],
    [']', 'nextSource'],
    ['?', 'help'],
    ['Escape', 'close'],
    ['x', null],
    ['Enter', null],
  ])('takes %j for %j', (key, shortcut) => {
    expect(shortcutOf(pressed(key), false, true)).toBe(shortcut);
  });

  it('leaves keys alone while somebody types', () => {
    expect(shortcutOf(pressed('/'), true, true)).toBeNull();
    expect(shortcutOf(pressed('t'), true, true)).toBeNull();
  });

  it('opens the palette from anywhere, fields included', () => {
    expect(shortcutOf(pressed('k', { ctrlKey: true }), true, true)).toBe('palette');
    expect(shortcutOf(pressed('K', { metaKey: true }), false, true)).toBe('palette');
  });

  it('leaves the browser’s own shortcuts alone', () => {
    expect(shortcutOf(pressed('t', { ctrlKey: true }), false, true)).toBeNull();
    expect(shortcutOf(pressed('g', { metaKey: true }), false, true)).toBeNull();
    expect(shortcutOf(pressed('u', { altKey: true }), false, true)).toBeNull();
  });

  it('takes brackets that are typed with AltGr', () => {
    expect(shortcutOf(pressed('[', { ctrlKey: true, altKey: true }), false, true)).toBe('previousSource');
  });

  it('leaves single keys alone where they are turned off, and no others', () => {
    for (const key of ['/', 'g', 't', 'u', '[', ']', '?']) {
      expect(shortcutOf(pressed(key), false, false)).toBeNull();
    }
    expect(shortcutOf(pressed('k', { ctrlKey: true }), false, false)).toBe('palette');
    expect(shortcutOf(pressed('Escape'), false, false)).toBe('close');
  });

  it('takes a key that is held down once', () => {
    expect(shortcutOf(pressed('t', { repeat: true }), false, true)).toBeNull();
  });
});

describe('takesTyping', () => {
  it.each([
    ['<input type="search">', true],
    ['<input>', true],
    ['<textarea></textarea>', true],
    ['<select></select>', true],
    ['<input type="checkbox">', false],
    ['<button></button>', false],
  ])('%s: %s', (html, takes) => {
    const host = document.createElement('div');
    host.innerHTML = html;

    expect(takesTyping(host.firstElementChild)).toBe(takes);
  });

  it('is not so where nothing has the focus', () => {
    expect(takesTyping(null)).toBe(false);
  });
});

describe('neighbour', () => {
  const names = ['north', 'south'];

  it('goes around, with all of them between the last and the first', () => {
    expect(neighbour(names, null, 1)).toBe('north');
    expect(neighbour(names, 'north', 1)).toBe('south');
    expect(neighbour(names, 'south', 1)).toBeNull();
    expect(neighbour(names, null, -1)).toBe('south');
  });

  it('starts at all where the one chosen is unknown', () => {
    expect(neighbour(names, 'gone', 1)).toBe('north');
  });
});

describe('nextTheme', () => {
  it('goes around', () => {
    expect([nextTheme('system'), nextTheme('light'), nextTheme('dark')]).toEqual(['light', 'dark', 'system']);
  });
});
