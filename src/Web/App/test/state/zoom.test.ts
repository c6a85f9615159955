import { describe, expect, it } from 'vitest';
import type { TimeRange } from '../../src/state/timeRange';
import { rangeAfterKey, rangeBetween } from '../../src/state/zoom';
import { hourMs, minuteMs, nowMs } from '../messages';

const fixed: TimeRange = { kind: 'fixed', fromMs: nowMs - 4 * hourMs, toMs: nowMs - 2 * hourMs };
const live: TimeRange = { kind: 'live', span: '1h' };

describe('rangeAfterKey', () => {
  it.each([
    ['+', nowMs - 3.5 * hourMs, nowMs - 2.5 * hourMs],
    ['=', nowMs - 3.5 * hourMs, nowMs - 2.5 * hourMs],
    ['-', nowMs - 5 * hourMs, nowMs - hourMs],
    ['ArrowLeft', nowMs - 4.5 * hourMs, nowMs - 2.5 * hourMs],
    ['ArrowRight', nowMs - 3.5 * hourMs, nowMs - 1.5 * hourMs],
  ])('%s', (key, fromMs, toMs) => {
    expect(rangeAfterKey(fixed, key, nowMs)).toEqual({ kind: 'fixed', fromMs, toMs });
  });

  it('never shows what is still to come', () => {
    const late: TimeRange = { kind: 'fixed', fromMs: nowMs - 2 * hourMs, toMs: nowMs };

    expect(rangeAfterKey(late, '-', nowMs)).toEqual({ kind: 'fixed', fromMs: nowMs - 4 * hourMs, toMs: nowMs });
    expect(rangeAfterKey(live, 'ArrowRight', nowMs)).toBeNull();
  });

  it('ends where nothing could be told apart any more', () => {
    const short: TimeRange = { kind: 'fixed', fromMs: nowMs - 12_000, toMs: nowMs };

    expect(rangeAfterKey(short, '+', nowMs)).toBeNull();
  });

  it('of any other key is none', () => {
    expect(rangeAfterKey(live, 'a', nowMs)).toBeNull();
  });
});

describe('rangeBetween', () => {
  const shown = { fromMs: nowMs - hourMs, toMs: nowMs };

  it('is the same from left to right and from right to left, in whole seconds', () => {
    const expected = { kind: 'fixed', fromMs: nowMs - 45 * minuteMs, toMs: nowMs - 30 * minuteMs };

    expect(rangeBetween(shown, 0.25, 0.5)).toEqual(expected);
    expect(rangeBetween(shown, 0.5, 0.25)).toEqual(expected);
  });

  it('ends at the edges', () => {
    expect(rangeBetween(shown, -0.5, 2)).toEqual({ kind: 'fixed', ...shown });
  });

  it('is none where it would be too short', () => {
    expect(rangeBetween(shown, 0.5, 0.501)).toBeNull();
  });
});
