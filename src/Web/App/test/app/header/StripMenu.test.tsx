import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StripMenu } from '../../../src/app/header/StripMenu';
import type { Scene } from '../../../src/app/scene';
import { setLanguage } from '../../../src/text/text';
import { speak } from '../../speak';
import { accountOf, Staged, sceneOf } from '../../staged';

function show(change: Partial<Scene> = {}) {
  const scene = sceneOf([], change);
  const { container } = render(
    <Staged scene={scene}>
      <StripMenu />
    </Staged>,
  );
  expect(container.querySelector('.menu-panel')).toBeNull();
  const menu = container.querySelector('details') as HTMLDetailsElement;
  void act(() => {
    menu.open = true;
  });
  return scene;
}

const who = (roles: readonly string[]) => {
  show({ state: { ...sceneOf([]).state, account: accountOf(...roles) } });
  return document.querySelector('.menu-who')?.textContent;
};

describe('StripMenu', () => {
  beforeEach(() => localStorage.clear());

  afterEach(() => {
    cleanup();
    setLanguage('en');
  });

  it.each([
    ['en', 'operator', 'Operator'],
    ['pt', 'admin', 'Administrador'],
    ['pt', 'auditor', 'auditor'],
  ] as const)('names in %s the role %s: %s', async (language, role, name) => {
    await speak(language);

    expect(who(['viewer', role])).toBe(`a@example.com${name}`);
  });

  it('turns single keys off', () => {
    const scene = show();
    const keys = within(screen.getByRole('group', { name: 'Single-key shortcuts' }));
    expect(keys.getByRole('button', { name: 'On' }).getAttribute('aria-pressed')).toBe('true');

    fireEvent.click(keys.getByRole('button', { name: 'Off' }));

    expect(scene.actions.prefer).toHaveBeenCalledExactlyOnceWith({ keys: false });
  });

  it('does not offer a key that is off', () => {
    const { preferences } = show();
    const item = () => screen.getByRole('button', { name: /^Keyboard shortcuts/ });
    expect(item().textContent).toContain('?');
    cleanup();

    show({ preferences: { ...preferences, keys: false } });

    expect(item().textContent).not.toContain('?');
  });
});
