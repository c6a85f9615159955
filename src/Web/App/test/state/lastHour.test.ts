import { describe, expect, it } from 'vitest';
import { beginsMs, highest, lastHour, minutes, successRate, total } from '../../src/state/lastHour';
import type { Series, SeriesPoint } from '../../src/state/series';
import { hourMs, minuteMs, nowMs } from '../messages';

const none = { cpu: null, memory: null, active: null, running: null, succeeded: null, failed: null, late: null };
const point = (atMs: number, figures: Partial<SeriesPoint> = { cpu: 1 }): SeriesPoint => ({ atMs, ...none, ...figures });
const cpus = (series: Series, atMs = nowMs) => minutes(series, atMs).map((one) => one?.cpu ?? null);

describe('minutes', () => {
  it('is sixty, oldest first, with the last point of each', () => {
    const found = cpus([
      point(nowMs - minuteMs, { cpu: 1 }),
      point(nowMs - minuteMs + 30_000, { cpu: 2 }),
      point(nowMs, { cpu: 3 }),
    ]);

    expect(found).toHaveLength(60);
    expect(found.slice(-3)).toEqual([null, 2, 3]);
  });

  it('leaves out what is older than an hour', () => {
    expect(cpus([point(nowMs - hourMs)])).toEqual(new Array(60).fill(null));
  });

  it('moves on by whole minutes only, so that what is drawn stands still in between', () => {
    const series = [point(nowMs - 10 * minuteMs), point(nowMs)];

    expect(minutes(series, nowMs + 59_000)).toBe(minutes(series, nowMs));
    expect(cpus(series, nowMs + minuteMs).slice(-2)).toEqual([1, null]);
  });

  it('holds a value until the next of a daemon that is asked less than once a minute', () => {
    expect(cpus([point(nowMs - 3 * minuteMs, { cpu: 7 }), point(nowMs, { cpu: 8 })]).slice(-4)).toEqual([7, 7, 7, 8]);
  });

  it('leaves the minutes of a gap open, though it began within a minute that has a value', () => {
    const series = [point(nowMs - 3 * minuteMs, { cpu: 7 }), point(nowMs - 3 * minuteMs + 9000, {}), point(nowMs, { cpu: 8 })];

    expect(cpus(series).slice(-4)).toEqual([7, null, null, 8]);
  });

  it('shows news that are ahead of the clock as those of now', () => {
    expect(cpus([point(nowMs + 2 * minuteMs, { cpu: 5 })]).at(-1)).toBe(5);
  });
});

describe('lastHour', () => {
  const both: readonly Series[] = [
    [point(nowMs, { cpu: 20, active: 1, succeeded: 9, failed: 1 })],
    [point(nowMs, { cpu: 60, active: 2, succeeded: 0, failed: 0 })],
  ];
  const now = (figure: Parameters<typeof lastHour>[2], series = both) => lastHour(series, nowMs, figure).at(-1);

  it('sums counts and takes the highest of percents over several daemons', () => {
    expect([now(total('active')), now(highest('cpu'))]).toEqual([3, 60]);
  });

  it('has the rate of all runs, not the mean of rates', () => {
    expect(now(successRate)).toBe(90);
  });

  it('has no rate where nothing ended', () => {
    expect(now(successRate, [[point(nowMs, { succeeded: 0, failed: 0 })]])).toBeNull();
  });

  it('has no sum while one that was known is not, as it would be that of the others', () => {
    const gone: Series = [point(nowMs - 3 * minuteMs, { active: 4 }), point(nowMs - 2 * minuteMs, {})];
    const on: Series = [3, 2, 1, 0].map((ago) => point(nowMs - ago * minuteMs, { active: 2, cpu: 30 }));

    expect(lastHour([gone, on], nowMs, total('active')).slice(-4)).toEqual([6, null, null, null]);
    expect(lastHour([gone, on], nowMs, highest('cpu')).slice(-4)).toEqual([30, 30, 30, 30]);
  });

  it('sums what there was before another daemon was known, or where one never tells the figure', () => {
    const late: Series = [point(nowMs, { active: 1 })];
    const silent: Series = [point(nowMs - minuteMs, { late: 0 }), point(nowMs, { late: 0 })];
    const on: Series = [point(nowMs - minuteMs, { active: 2 }), point(nowMs, { active: 2 })];

    expect(lastHour([late, silent, on], nowMs, total('active')).slice(-2)).toEqual([2, 3]);
  });

  it('leaves out who is not known, and is null where nobody is', () => {
    expect(now(total('active'), [[], both[0] ?? []])).toBe(1);
    expect([now(total('late')), now(highest('memory'))]).toEqual([null, null]);
  });
});

describe('beginsMs', () => {
  it('is the earliest of all, and null where there is none', () => {
    expect(beginsMs([[point(5)], [], [point(3), point(9)]])).toBe(3);
    expect(beginsMs([[]])).toBeNull();
  });
});
