import { cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DashboardPage } from '../../../src/pages/dashboard/DashboardPage';
import type { SourceView } from '../../../src/state/sourceView';
import { completeView, endedRun, hourMs, minuteMs, nowMs, run, statusOf } from '../../messages';
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

describe('DashboardPage', () => {
  afterEach(cleanup);

  it('shows at once which time range fits the runs', () => {
    const scene = sceneOf([]);
    const tree = (one: SourceView, atMs: number) => (
      <Staged scene={{ ...scene, state: { ...scene.state, sources: new Map([[one.name, one]]) }, views: [one], nowMs: atMs }}>
        <DashboardPage />
      </Staged>
    );
    const { rerender } = render(tree(view, nowMs));
    const before = chosen();

    rerender(tree(later, nowMs + 250));

    expect([before, chosen()]).toEqual(['15 m', '6 h']);
  });
});
