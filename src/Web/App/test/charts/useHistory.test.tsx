import { act, cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SteadyScene } from '../../src/app/SteadyScene';
import { useUsageHistory } from '../../src/charts/useHistory';
import { keptMs } from '../../src/kit/Kept';
import { HistoryStore } from '../../src/state/history/HistoryStore';
import { completeView, minuteMs, nowMs } from '../messages';
import { Staged, sceneOf } from '../staged';

const view = completeView();

const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

function Chart() {
  useUsageHistory({ kind: 'live', span: '6h' });
  return null;
}

describe('useUsageHistory', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('asks again after a failure, however seldom what shows it is drawn', async () => {
    const load = vi.fn(async () => ({ kind: 'unreachable', detail: null }) as const);
    const history = new HistoryStore(load, () => undefined);
    const scene = sceneOf([view], { history });
    const tree = (atMs: number) => (
      <Staged scene={{ ...scene, nowMs: atMs }}>
        <SteadyScene everyMs={keptMs} hasJudgement={false}>
          <Chart />
        </SteadyScene>
      </Staged>
    );
    const { rerender } = render(tree(nowMs));
    await pass(0);
    const atFirst = load.mock.calls.length;

    rerender(tree(nowMs + minuteMs - 1));
    await pass(2000);

    expect([atFirst, load.mock.calls.length]).toEqual([1, 2]);
  });
});
