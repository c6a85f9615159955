import { describe, expect, it } from 'vitest';
import { calendarTicks } from '../../src/state/calendarTicks';
import { hourMs, nowMs } from '../messages';

const dayMs = 24 * hourMs;

describe('calendarTicks', () => {
  it.each([7, 30, 90, 365, 3650])('of %d days are midnights of UTC, in order, and at most six and one', (days) => {
    const ticks = calendarTicks(nowMs - days * dayMs, nowMs, 6, 'utc');

    expect(ticks.every((atMs) => atMs % dayMs === 0)).toBe(true);
    expect(ticks.every((atMs, place) => place === 0 || atMs > (ticks[place - 1] ?? 0))).toBe(true);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.length).toBeLessThanOrEqual(7);
  });

  it.each([7, 30, 365])('of %d days are midnights of the zone in use, whatever hours the days have', (days) => {
    const ticks = calendarTicks(nowMs - days * dayMs, nowMs, 6, 'local');

    expect(ticks.map((atMs) => new Date(atMs).getHours())).toEqual(ticks.map(() => 0));
  });

  it('of a day are round hours', () => {
    expect(calendarTicks(nowMs - dayMs, nowMs, 7, 'utc').every((atMs) => atMs % (4 * hourMs) === 0)).toBe(true);
  });
});
