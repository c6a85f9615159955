import { describe, expect, it } from 'vitest';
import { parseOutcomes } from '../../../src/contract/outcomes';
import { withPast } from '../../../src/state/history/ownSeries';
import { countsOf } from '../../../src/state/history/pastCounts';
import { historyOf } from '../../histories';
import { nowMs } from '../../messages';

const at = [4000, 3000, 2000, 1000].map((agoMs) => nowMs - agoMs);
const outcomes = parseOutcomes({
  at,
  sources: [
    { source: 'default', seenPercent: 75, succeeded: [5, 5, 6, 6], failed: [0, 1, 1, 1] },
    { source: 'other', seenPercent: 0, succeeded: [null, null, null, null], failed: [null, null, null, null] },
  ],
});

describe('countsOf', () => {
  it('counts a late run from when it became late until it was not', () => {
    const late = [
      { source: 'default', sinceMs: nowMs - 3000, resolvedAtMs: nowMs - 1000 },
      { source: 'default', sinceMs: nowMs - 2500, resolvedAtMs: null },
      { source: 'other', sinceMs: nowMs - 4000, resolvedAtMs: null },
    ];

    const counts = countsOf(outcomes, late).get('default');

    expect(at.map((minute) => counts?.get(minute)?.late)).toEqual([0, 1, 2, 1]);
    expect(at.map((minute) => counts?.get(minute)?.failed)).toEqual([0, 1, 1, 1]);
  });

  it('knows of no late run where no run is known', () => {
    const counts = countsOf(outcomes, []).get('other');

    expect(at.map((minute) => counts?.get(minute)?.late)).toEqual([null, null, null, null]);
  });
});

describe('withPast and counts', () => {
  it('begins with those of the minute, where the daemon was watched', () => {
    const minute = Math.floor((nowMs - 1000) / 60_000) * 60_000;
    const sources = [{ source: 'default', seenPercent: 75, succeeded: [5], failed: [1] }];
    const counts = countsOf(parseOutcomes({ at: [minute], sources }), []).get('default');

    const joined = withPast([], historyOf(), counts);

    expect(joined.map(({ succeeded }) => succeeded)).toEqual([5, 5, null, 5]);
    expect(joined.map(({ failed }) => failed)).toEqual([1, 1, null, 1]);
  });
});

describe('parseOutcomes', () => {
  it('refuses a column of another length', () => {
    expect(() => parseOutcomes({ at, sources: [{ source: 'default', succeeded: [1], failed: [0, 0, 0, 0] }] })).toThrow(
      /succeeded has 1 rows/,
    );
  });
});
