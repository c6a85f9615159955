import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { homeRoute } from '../../../src/app/route';
import type { Scene } from '../../../src/app/scene';
import { useShortcuts } from '../../../src/app/shortcuts/useShortcuts';
import { sceneOf } from '../../staged';

function Listening({ scene }: { readonly scene: Scene }) {
  useShortcuts(scene);
  return null;
}

function pressed(key: string, change: Partial<Scene> = {}): Scene {
  const scene = sceneOf([], change);
  render(<Listening scene={scene} />);
  fireEvent.keyDown(document.body, { key });
  return scene;
}

const run = { source: 'default', id: '1' };

describe('useShortcuts', () => {
  beforeEach(() => localStorage.clear());
  afterEach(cleanup);

  it('leaves the wall display by Escape', () => {
    const { actions } = pressed('Escape', { route: { ...homeRoute, kiosk: true } });

    expect(actions.navigate).toHaveBeenCalledExactlyOnceWith({ kiosk: false });
  });

  it('leaves Escape to the run that is open on it', () => {
    const { actions } = pressed('Escape', { route: { ...homeRoute, run, kiosk: true } });

    expect(actions.navigate).not.toHaveBeenCalled();
  });

  it('carries out single keys only as long as they are on', () => {
    expect(pressed('g').actions.open).toHaveBeenCalledExactlyOnceWith('palette');
    cleanup();
    const { preferences } = sceneOf([]);

    expect(pressed('g', { preferences: { ...preferences, keys: false } }).actions.open).not.toHaveBeenCalled();
  });
});
