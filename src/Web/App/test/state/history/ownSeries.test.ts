import { describe, expect, it } from 'vitest';
import { withPast } from '../../../src/state/history/ownSeries';
import type { PastCounts } from '../../../src/state/history/pastCounts';
import { gapAt, type SeriesPoint } from '../../../src/state/series';
import { historyOf } from '../../histories';
import { nowMs } from '../../messages';

const seen = (atMs: number, cpu: number): SeriesPoint => ({ ...gapAt(atMs), cpu, memory: 2, active: 3, failed: 1 });

describe('withPast', () => {
  it('begins where history does, and says nothing of runs there', () => {
    const own = [seen(nowMs - 1000, 77)];

    const joined = withPast(own, historyOf());

    expect(joined.map(({ cpu }) => cpu)).toEqual([12.5, 12.5, null, 77]);
    expect(joined.map(({ failed }) => failed)).toEqual([null, null, null, 1]);
  });

  it('fills what the page missed while it was away', () => {
    const own = [seen(nowMs - 4000, 77), { ...gapAt(nowMs - 3000), isAway: true as const }, seen(nowMs, 78)];

    expect(withPast(own, historyOf()).map(({ cpu }) => cpu)).toEqual([77, 12.5, null, 40, 78]);
  });

  it('is worked out once with the counts of runs and once without', () => {
    const own = [seen(nowMs, 1)];
    const history = historyOf();
    const counts: PastCounts = new Map();

    const [bare, counted] = [withPast(own, history), withPast(own, history, counts)];

    expect([withPast(own, history), withPast(own, history, counts)].map((one, n) => one === [bare, counted][n])).toEqual([
      true,
      true,
    ]);
  });

  it('is what the page saw where history has not answered', () => {
    const own = [seen(nowMs, 1)];

    expect(withPast(own, undefined)).toBe(own);
  });
});
