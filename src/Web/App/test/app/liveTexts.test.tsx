import { cleanup, render } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SteadyScene } from '../../src/app/SteadyScene';
import type { Scene } from '../../src/app/scene';
import type { ShownRange } from '../../src/charts/useRange';
import { keptMs } from '../../src/kit/Kept';
import { Executions } from '../../src/pages/dashboard/executions/Executions';
import { Attention } from '../../src/panels/Attention';
import { Usage } from '../../src/panels/charts/Usage';
import { Health } from '../../src/panels/health/Health';
import { LaneDots } from '../../src/panels/timeline/LaneDots';
import { RunCard } from '../../src/panels/timeline/RunCard';
import { Verdict } from '../../src/panels/Verdict';
import { problemsOf } from '../../src/state/problems';
import type { SourceView } from '../../src/state/sourceView';
import {
  again,
  completeView,
  componentOf,
  executionOf,
  failedFeed,
  health,
  minuteMs,
  nowMs,
  problem,
  run,
  stats,
  statusOf,
  stuckOf,
} from '../messages';
import { Staged, sceneOf } from '../staged';

// A slow machine draws slowly.
vi.setConfig({ testTimeout: 60_000 });

const laterMs = 5000;
const shown: ShownRange = { range: { kind: 'live', span: '1h' }, choose: () => undefined, leave: () => undefined };
const unasked = { bySource: null, isAsking: false, failure: null };

/** With an interval so long that the daemon does not go stale during the test. */
const seldom = (view: SourceView): SourceView => ({ ...view, status: statusOf({ intervalSeconds: 3600 }) });
const well = seldom(completeView(stats()));
const going = executionOf({ status: 'running', startedAtMs: nowMs - minuteMs, recordsProcessed: 10 });
const running = seldom(completeView(run(going)));
const further = again(running, run({ ...going, recordsProcessed: 90, sequence: going.sequence + 1 }));
const ok = { ok: true, error: null, notice: null };
const withoutHealth = {
  ...completeView(health([componentOf()])),
  status: statusOf({ intervalSeconds: 3600, feeds: { stats: ok, health: failedFeed('no answer'), executions: ok } }),
};

/** Returns the text of a part that is drawn once a minute, before and after five seconds. */
function textsIn(part: (scene: Scene) => ComponentChildren, view: SourceView, later: SourceView = view) {
  const scene = sceneOf([view]);
  const tree = (shownScene: Scene) => (
    <Staged scene={shownScene}>
      <SteadyScene everyMs={keptMs} hasJudgement={false}>
        {part(scene)}
      </SteadyScene>
    </Staged>
  );
  const { container, rerender } = render(tree(scene));
  const before = container.textContent ?? '';
  rerender(
    tree({
      ...scene,
      state: { ...scene.state, sources: new Map([[later.name, later]]) },
      views: [later],
      nowMs: nowMs + laterMs,
    }),
  );
  return { before, after: container.textContent ?? '' };
}

describe('a text that counts seconds in a part that is seldom drawn', () => {
  afterEach(cleanup);

  it.each<[string, (scene: Scene) => ComponentChildren, SourceView, string, string, SourceView?]>([
    ['how long a run takes', () => <Executions />, running, '1 m 0 s', '1 m 5 s'],
    ['how long a run takes, beside its bar', () => <RunCard run={going} />, running, '1 m 0 s', '1 m 5 s'],
    ['how long the newest run takes, on a phone', () => <LaneDots views={[running]} />, running, '1 m 0 s', '1 m 5 s'],
    ['how many rows a run has moved', () => <Executions />, running, '10 rows', '90 rows', further],
    ['how many rows a run has moved, beside its bar', () => <RunCard run={going} />, running, '10', '90', further],
    [
      'how long a problem lasts',
      (scene) => <Attention problems={problemsOf(scene.state.evaluator, scene.views)} />,
      seldom(completeView(run(going), problem(stuckOf({ sinceMs: nowMs - minuteMs })))),
      '(1 m 0 s)',
      '(1 m 5 s)',
    ],
    ['how long nothing has been wrong', () => <Verdict problems={[]} />, well, '≥ 0 s', '≥ 5 s'],
    ['how old health is that is not confirmed', () => <Health />, withoutHealth, '(0 s)', '(5 s)'],
    [
      'a figure above its chart',
      () => <Usage figure="cpuUsage" title="CPU" shown={shown} known={unasked} />,
      well,
      '12.5 %',
      '99.0 %',
      again(well, stats({ cpuUsage: 99, sequence: 2 })),
    ],
  ])('keeps counting: %s', (_, part, view, first, second, later) => {
    const { before, after } = textsIn(part, view, later);

    expect(before).toContain(first);
    expect(after).toContain(second);
  });
});
