import { describe, expect, it } from 'vitest';
import { timeTicks } from '../../src/state/timeTicks';
import { hourMs, minuteMs, nowMs } from '../messages';

describe('timeTicks', () => {
  it.each([
    [15 * minuteMs, 5 * minuteMs],
    [hourMs, 10 * minuteMs],
    [6 * hourMs, hourMs],
    [24 * hourMs, 4 * hourMs],
  ])('of %d ms are %d ms apart, within, and at most seven', (spanMs, stepMs) => {
    const ticks = timeTicks(nowMs - spanMs, nowMs, 7, 0);

    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks.length).toBeGreaterThan(2);
    expect((ticks[1] ?? 0) - (ticks[0] ?? 0)).toBe(stepMs);
    expect(Math.min(...ticks)).toBeGreaterThanOrEqual(nowMs - spanMs);
    expect(Math.max(...ticks)).toBeLessThanOrEqual(nowMs);
  });

  it('are round in the zone in use', () => {
    const offsetMs = 5.5 * hourMs;

    const ticks = timeTicks(nowMs - 6 * hourMs, nowMs, 7, offsetMs);

    expect(ticks.every((atMs) => (atMs + offsetMs) % hourMs === 0)).toBe(true);
  });
});
