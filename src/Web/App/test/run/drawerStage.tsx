import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, vi } from 'vitest';
import { homeRoute } from '../../src/app/route';
import type { Scene } from '../../src/app/scene';
import { RunDrawer } from '../../src/run/RunDrawer';
import { FakeRunLink } from '../fakeRuns';
import { completeView, endedRun, executionOf, minuteMs, nowMs, run } from '../messages';
import { actionsOf, Staged, sceneOf } from '../staged';

export const failed = endedRun('2', nowMs - minuteMs, {
  status: 'failed',
  errorMessage: 'first\nsecond',
  metadata: new Map([['tap', 'csv']]),
});
export const before = endedRun('1', nowMs - 9 * minuteMs);
export const running = executionOf({ id: '3', status: 'running', progress: 40, recordsProcessed: 7 });
export const view = completeView(run(failed), run(before), run(running));

/** What a drawer is drawn on: the link to a hub that the test plays, made again for each test. */
export class DrawerStage {
  hub = quietHub();

  sceneWith(id: string | null, change: Partial<Scene> = {}): Scene {
    return sceneOf([view], {
      route: { ...homeRoute, run: id === null ? null : { source: 'default', id } },
      actions: actionsOf(this.hub.link),
      ...change,
    });
  }
}

/** Sets the stage before each test of a file, and clears it after. */
export function stagedDrawer(): DrawerStage {
  // A slow machine draws slowly.
  vi.setConfig({ testTimeout: 60_000 });
  const stage = new DrawerStage();
  beforeEach(() => {
    stage.hub = quietHub();
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ runs: [], next: null })));
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });
  return stage;
}

/** A link to a hub that is not asked for a run unless a test says what it answers. */
function quietHub(): FakeRunLink {
  const hub = new FakeRunLink();
  hub.getExecution.mockRejectedValue(new Error('not asked for here'));
  return hub;
}

export const page = (scene: Scene) => (
  <Staged scene={scene}>
    <button type="button">elsewhere</button>
    <RunDrawer />
  </Staged>
);

export const drawn = async (scene: Scene) => {
  const result = render(page(scene));
  await screen.findByRole('dialog', {}, { timeout: 30_000 });
  return result;
};
