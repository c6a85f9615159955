import { describe, expect, it } from 'vitest';
import { plotOf } from '../../src/state/runPlot';
import { hourMs, minuteMs, nowMs } from '../messages';
import { pastRun } from '../runs';

const period = { fromMs: nowMs - hourMs, toMs: nowMs };
const usual = Array.from({ length: 8 }, (_, n) => pastRun(`r${n}`, { startedAtMs: nowMs - (10 + n) * minuteMs }, 60 + n));

describe('plotOf', () => {
  it('marks runs outside of the band, and failed ones', () => {
    const long = pastRun('long', { startedAtMs: nowMs - 5 * minuteMs }, 600);
    const failed = pastRun('failed', { startedAtMs: nowMs - 4 * minuteMs, status: 'failed' }, 62);

    const plot = plotOf([...usual, long, failed], 'duration', period);

    expect(plot?.dots.filter(({ isOutlier }) => isOutlier).map(({ run }) => run.id)).toEqual(['long', 'failed']);
    expect(plot?.most).toBe(600_000);
  });

  it('lies within its time, oldest first', () => {
    const dots = plotOf([...usual, pastRun('before', { startedAtMs: nowMs - 2 * hourMs })], 'duration', period)?.dots ?? [];

    expect(dots.map(({ run }) => run.id)).toEqual(usual.map(({ id }) => id).toReversed());
    expect(dots.every(({ left, top }) => left >= 0 && left <= 1 && top >= 0 && top <= 1)).toBe(true);
  });

  it('leaves out what was not told: neither rows nor a run that goes on are 0', () => {
    const running = pastRun('now', { status: 'running', startedAtMs: nowMs - minuteMs, durationSeconds: null });

    expect(plotOf(usual, 'rows', period)).toBeNull();
    expect(plotOf([running], 'duration', period)).toBeNull();
    expect(plotOf([pastRun('zero', { startedAtMs: nowMs - minuteMs, recordsProcessed: 0 })], 'rows', period)?.least).toBe(0);
  });

  it('has no band of a few runs', () => {
    expect(plotOf(usual.slice(0, 3), 'duration', period)?.band).toBeNull();
  });
});
