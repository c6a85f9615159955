import { describe, expect, it } from 'vitest';
import { defaultThresholds, toneOfPercent } from '../../src/state/thresholds';

describe('toneOfPercent', () => {
  it.each([
    [null, null],
    [79.9, null],
    [80, 'warn'],
    [94.9, 'warn'],
    [95, 'bad'],
    [100, 'bad'],
  ] as const)('is of %s %s', (percent, tone) => {
    expect(toneOfPercent(percent, defaultThresholds)).toBe(tone);
  });

  it('is red where amber would begin at the same percent or above', () => {
    expect(toneOfPercent(90, { warnPercent: 90, badPercent: 85 })).toBe('bad');
  });
});
