import { describe, expect, it } from 'vitest';
import { backOffMs } from '../../src/connection/backOff';

const least = () => 0;
const most = () => 1;

describe('backOffMs', () => {
  it.each([
    [1, 500],
    [2, 1000],
    [3, 2000],
    [6, 16_000],
    [7, 30_000],
    [8, 30_000],
    [1000, 30_000],
    [Number.MAX_SAFE_INTEGER, 30_000],
  ])('before try %d is at most %d ms and may be nothing at all', (attempt, longest) => {
    expect(backOffMs(attempt, most)).toBe(longest);
    expect(backOffMs(attempt, least)).toBe(0);
  });

  it('is spread over the whole range, so that pages do not come back together', () => {
    expect(backOffMs(7, () => 0.5)).toBe(15_000);
    const waits = new Set(Array.from({ length: 100 }, () => backOffMs(7)));
    expect(waits.size).toBeGreaterThan(50);
  });
});
