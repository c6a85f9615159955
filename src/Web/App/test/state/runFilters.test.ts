import { describe, expect, it } from 'vitest';
import {
  areNone,
  formatFilters,
  matches,
  noFilters,
  parseFilters,
  type RunFilters,
  type RunQuestion,
} from '../../src/state/runFilters';
import { hourMs, nowMs } from '../messages';
import { pastRun } from '../runs';

describe('filters in the address', () => {
  it.each<RunFilters>([
    noFilters,
    { text: 'ORA-01555 50 %', statuses: ['failed', 'cancelled'], minSeconds: 90, rows: 'none' },
    { ...noFilters, rows: 'some' },
  ])('are read back as they were: %j', (filters) => {
    const read = parseFilters(formatFilters(filters));

    expect(read).toEqual(filters);
    expect(areNone(read)).toBe(filters === noFilters);
  });

  it('are left out where they are named wrongly', () => {
    expect(parseFilters('status=gone&minSeconds=-5&rows=7')).toEqual(noFilters);
    expect(parseFilters(`text=${'x'.repeat(300)}`).text).toHaveLength(200);
  });
});

describe('matches', () => {
  const question: RunQuestion = { source: null, pipeline: null, filters: noFilters, period: null, limit: 50, after: null };
  const run = pastRun('run-7', { errorMessage: 'ORA-01555 at 50%', status: 'failed', recordsProcessed: 0 }, 120);
  const found = (change: Partial<RunQuestion>, filters: Partial<RunFilters> = {}) =>
    matches(run, { ...question, ...change, filters: { ...noFilters, ...filters } });

  it.each<[boolean, Partial<RunQuestion>, Partial<RunFilters>]>([
    [true, {}, {}],
    [true, { source: 'default', pipeline: 'orders' }, {}],
    [false, { source: 'south' }, {}],
    [false, { pipeline: 'leads' }, {}],
    [true, {}, { text: 'ora-01555' }],
    [true, {}, { text: 'RUN-7' }],
    [false, {}, { text: 'disk full' }],
    [false, {}, { statuses: ['success'] }],
    [true, {}, { minSeconds: 120 }],
    [false, {}, { minSeconds: 121 }],
    [true, {}, { rows: 'none' }],
    [false, {}, { rows: 'some' }],
    [true, { period: { fromMs: nowMs - hourMs, toMs: nowMs } }, {}],
    [false, { period: { fromMs: nowMs - 60_000, toMs: nowMs } }, {}],
  ])('is %s for %j and %j', (expected, change, filters) => {
    expect(found(change, filters)).toBe(expected);
  });

  it('takes rows that nobody told for neither none nor some', () => {
    const untold = pastRun('r', { recordsProcessed: null });

    expect(matches(untold, { ...question, filters: { ...noFilters, rows: 'none' } })).toBe(false);
    expect(matches(untold, { ...question, filters: { ...noFilters, rows: 'some' } })).toBe(false);
  });
});
