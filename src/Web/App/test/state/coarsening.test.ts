import { describe, expect, it } from 'vitest';
import { coarsened } from '../../src/state/coarsening';
import { gapAt, gapsOf, type Series, type SeriesPoint } from '../../src/state/series';
import { hourMs, minuteMs, nowMs } from '../messages';

const secondMs = 1000;

const pointAt = (atMs: number, fields: Partial<SeriesPoint> = {}): SeriesPoint => ({
  ...gapAt(atMs),
  cpu: 50,
  memory: 60,
  active: 2,
  running: 1,
  succeeded: 3,
  failed: 0,
  late: 0,
  ...fields,
});

/** An hour before now, in seconds. */
const hour = (pointOf: (atMs: number) => SeriesPoint = pointAt): Series =>
  Array.from({ length: 3600 }, (_, second) => pointOf(nowMs - hourMs + second * secondMs));

describe('a series', () => {
  it('keeps each second of the last ten minutes, and the last of each ten before', () => {
    const times = coarsened(hour(), nowMs).map(({ atMs }) => atMs - nowMs);

    expect(times.filter((time) => time >= -10 * minuteMs)).toHaveLength(600);
    const old = times.filter((time) => time < -10 * minuteMs);
    expect(old.slice(1)).toEqual(Array.from({ length: 300 }, (_, step) => (step * 10 + 9) * secondMs - hourMs));
    expect(old[0]).toBe(-hourMs);
  });

  it('grows coarse as it ages, as if all at once', () => {
    let grown: Series = [];
    for (const point of hour()) {
      grown = coarsened([...grown, point], point.atMs);
    }

    expect(coarsened(grown, nowMs)).toEqual(coarsened(hour(), nowMs));
  });

  it.each([
    ['no figure', (point: SeriesPoint) => gapAt(point.atMs)],
    ['one figure less', (point: SeriesPoint) => ({ ...point, memory: null })],
    ['nothing, as this page was away', (point: SeriesPoint) => ({ ...gapAt(point.atMs), isAway: true as const })],
  ])('keeps the length of a time with %s', (_, gapOf) => {
    const [fromMs, toMs] = [nowMs - 30 * minuteMs + 3 * secondMs, nowMs - 30 * minuteMs + 7 * secondMs];
    const broken = hour((atMs) => (atMs >= fromMs && atMs < toMs ? gapOf(pointAt(atMs)) : pointAt(atMs)));

    expect(gapsOf(coarsened(broken, nowMs), 'memory')).toEqual(gapsOf(broken, 'memory'));
    expect(gapsOf(broken, 'memory')).toMatchObject([{ fromMs, toMs }]);
  });

  it('is the same where nothing is left out', () => {
    const series = coarsened(hour(), nowMs);

    expect(coarsened(series, nowMs)).toBe(series);
  });
});
