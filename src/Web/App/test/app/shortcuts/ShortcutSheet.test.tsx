import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ShortcutSheet } from '../../../src/app/shortcuts/ShortcutSheet';
import { Staged, sceneOf } from '../../staged';

function keysOf(keys: boolean): readonly (string | null)[] {
  const scene = sceneOf([]);
  const { container } = render(
    <Staged scene={{ ...scene, preferences: { ...scene.preferences, keys } }}>
      <ShortcutSheet onClose={vi.fn()} />
    </Staged>,
  );
  return [...container.querySelectorAll('kbd')].map((key) => key.textContent);
}

const hint = () => document.querySelector('.shortcuts-hint')?.textContent;

describe('ShortcutSheet', () => {
  afterEach(cleanup);

  it('lists all keys, and says where single ones are turned off', () => {
    expect(keysOf(true)).toEqual(expect.arrayContaining(['Ctrl K', 'g', '/', '?', 'Esc']));
    expect(hint()).toContain('can be turned off in the menu');
  });

  it('lists only what works where they are off, and says so', () => {
    expect(keysOf(false)).toEqual(['Ctrl K', '⌘ K', 'Esc']);
    expect(hint()).toContain('are off');
  });
});
