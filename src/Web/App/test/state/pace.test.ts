import { describe, expect, it } from 'vitest';
import { paceOf } from '../../src/state/pace';
import { endedRun, executionOf, minuteMs, nowMs } from '../messages';

const running = executionOf({ status: 'running', startedAtMs: nowMs - 5 * minuteMs });

describe('paceOf', () => {
  it('counts a running one up to now, and says how many times the usual that is', () => {
    expect(paceOf(running, 2 * minuteMs, nowMs, null)).toEqual({
      tookMs: 5 * minuteMs,
      usualMs: 2 * minuteMs,
      factor: 2.5,
      isAtLeast: false,
    });
  });

  it('stops where nothing confirms any more that it runs', () => {
    const pace = paceOf(running, null, nowMs, nowMs - minuteMs);

    expect(pace).toMatchObject({ tookMs: 4 * minuteMs, isAtLeast: true, factor: null });
  });

  it('of an ended run is what it was, confirmed or not', () => {
    expect(paceOf(endedRun('a', nowMs, {}, 10), null, nowMs + minuteMs, nowMs).isAtLeast).toBe(false);
  });

  it('of a run without a start cannot be told', () => {
    expect(paceOf(executionOf({ status: 'running', startedAtMs: null }), 1000, nowMs, nowMs)).toMatchObject({
      tookMs: null,
      factor: null,
      isAtLeast: false,
    });
  });
});
