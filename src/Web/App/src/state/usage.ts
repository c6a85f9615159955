import type { Series } from './series';

export type UsageFigure = 'cpu' | 'memory';

/** A point of a line; `y` is percent, null if the line is broken. */
export interface UsagePoint {
  readonly x: number;
  readonly y: number | null;
}

/** The least, mean and greatest of what was confirmed; percent. */
export interface Spread {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

/** The points of a figure from a time on, and the one before, so that the line reaches the edge. */
export function usagePoints(series: Series, figure: UsageFigure, fromMs: number): UsagePoint[] {
  const first = series.findIndex((point) => point.atMs >= fromMs);
  const from = first < 0 ? series.length : Math.max(0, first - 1);
  return series.slice(from).map((point) => ({ x: point.atMs, y: point[figure] }));
}

interface KnownSpread {
  readonly fromMs: number;
  readonly spread: Spread | null;
}

const known: Readonly<Record<UsageFigure, WeakMap<Series, KnownSpread>>> = { cpu: new WeakMap(), memory: new WeakMap() };

/** Of what was confirmed from a time on; null if nothing was. Worked out once for a series and a time. */
export function spreadOf(series: Series, figure: UsageFigure, fromMs: number): Spread | null {
  const before = known[figure].get(series);
  if (before?.fromMs === fromMs) {
    return before.spread;
  }
  const spread = spreadFrom(series, figure, fromMs);
  known[figure].set(series, { fromMs, spread });
  return spread;
}

function spreadFrom(series: Series, figure: UsageFigure, fromMs: number): Spread | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let count = 0;
  for (const point of series) {
    const value = point.atMs < fromMs ? null : point[figure];
    if (value !== null) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
      count += 1;
    }
  }
  return count === 0 ? null : { min, mean: sum / count, max };
}
