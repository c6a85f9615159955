import { describe, expect, it } from 'vitest';
import {
  formatRange,
  isShowable,
  lengthOf,
  movesEveryMs,
  parseRange,
  periodOf,
  spans,
  type TimeRange,
} from '../../src/state/timeRange';
import { hourMs, minuteMs, nowMs } from '../messages';

const read = (range: TimeRange) => parseRange(new URLSearchParams(formatRange(range).map(([name, value]) => [name, value])));

describe('a range in the address', () => {
  it.each<TimeRange>([
    ...spans.map((span) => ({ kind: 'live', span }) as const),
    { kind: 'fixed', fromMs: nowMs - hourMs, toMs: nowMs },
    { kind: 'fixed', fromMs: nowMs - hourMs + 1, toMs: nowMs + 999 },
  ])('is read back as it was: %j', (range) => {
    expect(read(range)).toEqual(range);
  });

  it.each([
    '',
    'range=2h',
    'from=2026-01-02T10:00:00Z',
    'from=yesterday&to=today',
    'from=2026-01-02T10:00:00Z&to=2026-01-02T10:00:05Z',
  ])('is none: %j', (query) => {
    expect(parseRange(new URLSearchParams(query))).toBeNull();
  });
});

describe('periodOf', () => {
  it('ends what is live with the second that has begun', () => {
    expect(periodOf({ kind: 'live', span: '15m' }, nowMs + 200)).toEqual({
      fromMs: nowMs + 1000 - 15 * minuteMs,
      toMs: nowMs + 1000,
    });
  });

  it('leaves what is fixed where it is', () => {
    expect(periodOf({ kind: 'fixed', fromMs: 1000, toMs: 61_000 }, nowMs)).toEqual({ fromMs: 1000, toMs: 61_000 });
  });
});

describe('movesEveryMs', () => {
  it.each([
    ['15m', 5000],
    ['1h', 20_000],
    ['6h', 120_000],
    ['1y', 120_000],
    ['2m', 1000],
  ] as const)('lets what shows %s move by about four pixels at once, between a second and two minutes', (span, everyMs) => {
    expect(movesEveryMs({ kind: 'live', span }, 0)).toBe(everyMs);
  });

  it('lets what shows a time that is over be drawn every two minutes, and one that is not as what is live', () => {
    const range = { kind: 'fixed', fromMs: 0, toMs: 3_600_000 } as const;

    expect([movesEveryMs(range, 3_600_000), movesEveryMs(range, 1_800_000)]).toEqual([120_000, 20_000]);
  });
});

describe('isShowable', () => {
  it.each([
    [0, 10_000, true],
    [0, 9_999, false],
    [-1, 20_000, false],
    [0, 11 * 365 * 24 * hourMs, false],
    [Number.NaN, 20_000, false],
  ])('from %d to %d: %s', (fromMs, toMs, expected) => {
    expect(isShowable({ fromMs, toMs })).toBe(expected);
  });
});

it('a year is 365 days of 24 hours, whatever the clocks do', () => {
  expect(lengthOf({ kind: 'live', span: '1y' })).toBe(365 * 24 * hourMs);
});
