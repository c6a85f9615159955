import { describe, expect, it } from 'vitest';
import { withLiveEdge } from '../../../src/state/history/liveEdge';
import { gapAt, type SeriesPoint } from '../../../src/state/series';
import { historyOf } from '../../histories';
import { nowMs } from '../../messages';

const pointAt = (agoMs: number, cpu: number): SeriesPoint => ({ ...gapAt(nowMs + agoMs), cpu, memory: 1, active: 1 });

describe('withLiveEdge', () => {
  it('goes on after history with what this page was sent, weighted by time', () => {
    const history = historyOf({ stepMs: 4000, at: [nowMs - 4000], live: [4], degraded: [0], down: [0], unseen: [0] });
    const one = { mean: [12.5], min: [12.5], max: [12.5] };
    const series = [pointAt(-1000, 20), pointAt(1000, 100), pointAt(2000, 40)];

    const shown = withLiveEdge({ ...history, figures: { cpuUsage: one } }, series, nowMs + 4000);

    expect(shown.at).toEqual([nowMs - 4000, nowMs]);
    expect(shown.toMs).toBe(nowMs + 4000);
    expect(shown.figures.cpuUsage).toEqual({ mean: [12.5, 50], min: [12.5, 20], max: [12.5, 100] });
    expect(shown.live).toEqual([4, 4]);
  });

  it('leaves unknown what this page did not see, and does not say whose fault that was', () => {
    const series = [pointAt(-1000, 20), gapAt(nowMs + 1000), pointAt(3000, 40)];

    const shown = withLiveEdge(historyOf(), series, nowMs + 4000);

    expect(shown.figures.cpuUsage?.mean.slice(4)).toEqual([20, null, null, 40]);
    expect(shown.live.slice(4)).toEqual([1, 0, 0, 1]);
    expect([shown.down.slice(4), shown.unseen.slice(4)]).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
  });

  it('of a page that has seen nothing is unknown', () => {
    expect(withLiveEdge(historyOf(), [], nowMs + 1000).figures.cpuUsage?.mean.slice(4)).toEqual([null]);
  });

  it('is the same object for as long as nothing was sent', () => {
    const [history, series] = [historyOf(), [pointAt(0, 20)]];

    expect(withLiveEdge(history, series, nowMs + 1000)).toBe(withLiveEdge(history, series, nowMs + 1000));
  });
});
