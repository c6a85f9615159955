// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { loadSeries, saveSeries } from '../../src/state/keptSeries';
import { initialState, reduce } from '../../src/state/monitor';
import { gapsOf, left, type SeriesPoint } from '../../src/state/series';
import { hourMs, minuteMs, nowMs, status } from '../messages';

const point = (atMs: number, cpu: number | null = 1): SeriesPoint => ({
  atMs,
  cpu,
  memory: cpu,
  active: cpu,
  running: cpu,
  succeeded: cpu,
  failed: cpu,
  late: cpu,
});
const everySecond = Array.from({ length: 3600 }, (_, n) => point(nowMs - hourMs + (n + 1) * 1000, n));

describe('kept series', () => {
  beforeEach(() => sessionStorage.clear());

  it('come back as they were', () => {
    const series = [point(nowMs - minuteMs, 12.5), point(nowMs - 30_000, null), point(nowMs, 0)];

    saveSeries(new Map([['default', series]]), nowMs + 5000);

    expect(loadSeries(nowMs + minuteMs)).toEqual(new Map([['default', left(series, nowMs + 5000)]]));
  });

  it('are at most 360 points of a daemon, up to the newest', () => {
    saveSeries(new Map([['default', everySecond]]), nowMs);

    const back = loadSeries(nowMs).get('default') ?? [];

    expect(back.length).toBeLessThanOrEqual(360);
    expect(back.length).toBeGreaterThan(350);
    expect(back.at(-2)).toEqual(everySecond.at(-1));
  });

  it('keep the length of a gap', () => {
    const series = everySecond.map((one, second) => (second >= 1803 && second < 1807 ? point(one.atMs, null) : one));

    saveSeries(new Map([['default', series]]), nowMs);

    const [gap] = gapsOf(loadSeries(nowMs).get('default') ?? [], 'cpu');
    expect(gap).toEqual({ fromMs: series[1803]?.atMs, toMs: series[1807]?.atMs, isAway: false });
  });

  it('are forgotten after an hour', () => {
    saveSeries(new Map([['default', [point(nowMs)]]]), nowMs);

    expect(loadSeries(nowMs + hourMs).size).toBe(0);
  });

  it.each(['', '{', 'null', '[]', '{"default":5}', '{"default":[["x"],null,[]]}'])('are none where %j is kept', (kept) => {
    sessionStorage.setItem('flextmonitor.series.2', kept);

    expect(loadSeries(nowMs).size).toBe(0);
  });

  it('are let go where the storage is full', () => {
    const full = {
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
      removeItem: (key: string) => removed.push(key),
    };
    const removed: string[] = [];

    saveSeries(new Map([['default', [point(nowMs)]]]), nowMs, () => full as unknown as Storage);

    expect(removed).toEqual(['flextmonitor.series.2']);
  });

  it('begin the series of a daemon when it is heard again', () => {
    const kept = new Map([['default', [point(nowMs - minuteMs)]]]);
    const restored = reduce(initialState, { type: 'restored', kept });

    const heard = reduce(restored, { type: 'message', incoming: status(), receivedAtMs: nowMs });

    expect(heard.arriving.get('default')?.series).toEqual(kept.get('default'));
  });
});
