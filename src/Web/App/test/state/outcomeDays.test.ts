import { describe, expect, it } from 'vitest';
import type { PipelineDay } from '../../src/contract/runs';
import { outcomeDays } from '../../src/state/outcomeDays';
import { nowMs } from '../messages';

const dayOf = (day: string, fields: Partial<PipelineDay> = {}): PipelineDay => ({
  day,
  succeeded: 0,
  failed: 0,
  cancelled: 0,
  zeroRowRuns: 0,
  rows: null,
  medianSeconds: null,
  p95Seconds: null,
  ...fields,
});

describe('outcomeDays', () => {
  it('are ninety days of 24 hours up to today, across the days on which clocks change', () => {
    const days = outcomeDays([], Date.UTC(2026, 3, 15, 23, 59), 90);

    expect(days).toHaveLength(90);
    expect([days[0]?.day, days[89]?.day]).toEqual(['2026-01-16', '2026-04-15']);
    expect(days.every(({ fromMs, toMs }) => toMs - fromMs === 86_400_000)).toBe(true);
    expect(new Set(days.map(({ day }) => day)).size).toBe(90);
  });

  it('tell how the runs of a day ended, and nothing of a day without', () => {
    const days = outcomeDays(
      [
        dayOf('2026-01-02', { succeeded: 2, failed: 1 }),
        dayOf('2026-01-01', { failed: 3 }),
        dayOf('2025-12-31', { succeeded: 1, cancelled: 4 }),
        dayOf('2025-12-30', { cancelled: 1 }),
      ],
      nowMs,
      90,
    );

    expect(days.slice(-5).map(({ outcome }) => outcome)).toEqual(['none', 'none', 'good', 'bad', 'mixed']);
  });
});
