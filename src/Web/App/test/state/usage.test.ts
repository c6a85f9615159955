import { describe, expect, it } from 'vitest';
import type { SeriesPoint } from '../../src/state/series';
import { spreadOf, usagePoints } from '../../src/state/usage';

const point = (atMs: number, cpu: number | null): SeriesPoint => ({
  atMs,
  cpu,
  memory: null,
  active: null,
  running: null,
  succeeded: null,
  failed: null,
  late: null,
});
const series = [point(1, 90), point(2, 10), point(3, null), point(4, 30)];

describe('usagePoints', () => {
  it('begins one point before the time, and keeps gaps', () => {
    expect(usagePoints(series, 'cpu', 3)).toEqual([
      { x: 2, y: 10 },
      { x: 3, y: null },
      { x: 4, y: 30 },
    ]);
  });

  it('is empty where all is older', () => {
    expect(usagePoints(series, 'cpu', 5)).toEqual([]);
  });
});

describe('spreadOf', () => {
  it('is of what was confirmed from the time on', () => {
    expect(spreadOf(series, 'cpu', 2)).toEqual({ min: 10, mean: 20, max: 30 });
  });

  it('is null where nothing was', () => {
    expect(spreadOf(series, 'memory', 0)).toBeNull();
  });
});
