import { cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { homeRoute } from '../../../src/app/route';
import type { Scene } from '../../../src/app/scene';
import { DashboardPage } from '../../../src/pages/dashboard/DashboardPage';
import type { SourceView } from '../../../src/state/sourceView';
import { completeView, endedRun, executionOf, hourMs, minuteMs, nowMs, run, statusOf } from '../../messages';
import { Staged, sceneOf } from '../../staged';

// A slow machine draws slowly.
vi.setConfig({ testTimeout: 60_000 });

/** Of a daemon that is asked so seldom that nothing is doubted meanwhile. */
const view: SourceView = {
  ...completeView(run(endedRun('1', nowMs - 2 * minuteMs))),
  status: statusOf({ intervalSeconds: 3600 }),
};
/** The same, but for its runs. */
const later: SourceView = { ...view, executions: completeView(run(endedRun('1', nowMs - 5 * hourMs))).executions };

const chosen = () =>
  within(screen.getByRole('region', { name: 'Time shown' })).getByRole('button', { pressed: true }).textContent;

const drawn = (one: SourceView, scene: Scene, atMs: number) => (
  <Staged scene={{ ...scene, state: { ...scene.state, sources: new Map([[one.name, one]]) }, views: [one], nowMs: atMs }}>
    <DashboardPage />
  </Staged>
);

describe('DashboardPage', () => {
  afterEach(cleanup);

  it('shows at once which time range fits the runs', () => {
    const scene = sceneOf([]);
    const { rerender } = render(drawn(view, scene, nowMs));
    const before = chosen();

    rerender(drawn(later, scene, nowMs + 250));

    expect([before, chosen()]).toEqual(['15 m', '6 h']);
  });

  it('orders the table by rows every ten seconds, because running runs change that order', () => {
    const scene = sceneOf([], { route: { ...homeRoute, query: 'order=-rows' } });
    const going = (rowsOfB: number): SourceView => ({
      ...view,
      executions: completeView(
        run(executionOf({ id: 'a', pipelineName: 'A', status: 'running', recordsProcessed: 10 })),
        run(executionOf({ id: 'b', pipelineName: 'B', status: 'running', recordsProcessed: rowsOfB })),
      ).executions,
    });
    const { container, rerender } = render(drawn(going(5), scene, nowMs));

    rerender(drawn(going(50), scene, nowMs + 10_000));

    expect([...container.querySelectorAll('.run-link')].map((link) => link.textContent)).toEqual(['B', 'A']);
  });
});
