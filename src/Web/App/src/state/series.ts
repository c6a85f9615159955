/** Figures of one daemon at one moment; null if nothing confirmed them: charts leave a gap there. */
export interface SeriesPoint {
  readonly atMs: number;
  /** Percent of the daemon's host, 0–100. */
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly active: number | null;
  /** Runs in view that had not ended; null if the daemon's runs were not confirmed. */
  readonly running: number | null;
  /** Known runs that ended well within the 24 h before; null, as the next two, if they were not evaluated. */
  readonly succeeded: number | null;
  readonly failed: number | null;
  readonly late: number | null;
  /** With nothing but nulls: from here on nobody watched, which says nothing of the daemon. */
  readonly isAway?: true;
}

/**
 * Points in order of time, at most an hour of them: at most one a second (its first, completed by what follows) of the last ten minutes,
 * and about one for each ten seconds before. What nothing confirmed is one point of nulls at its start.
 */
export type Series = readonly SeriesPoint[];

export type SeriesFigure = Exclude<keyof SeriesPoint, 'atMs' | 'isAway'>;

/** From when to when nothing was confirmed. */
export interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
  /** Whether that is because this page was away, as signed out or cut off from the hub. */
  readonly isAway: boolean;
}

export const seriesSpanMs = 60 * 60 * 1000;
/** The resolution of a series. */
export const stepMs = 1000;

export const figures: readonly SeriesFigure[] = ['cpu', 'memory', 'active', 'running', 'succeeded', 'failed', 'late'];

export const isGap = (point: SeriesPoint): boolean => figures.every((figure) => point[figure] === null);

export const toStep = (atMs: number): number => Math.floor(atMs / stepMs) * stepMs;

export const gapAt = (atMs: number): SeriesPoint => ({
  atMs,
  cpu: null,
  memory: null,
  active: null,
  running: null,
  succeeded: null,
  failed: null,
  late: null,
});

export const gapAfter = (last: SeriesPoint, atMs: number): SeriesPoint => gapAt(Math.max(toStep(atMs), last.atMs + stepMs));

/** The series of a page that watches no longer, from a time on. */
export function left(series: Series, atMs: number): Series {
  const last = series.at(-1);
  return last && !last.isAway ? [...series, { ...gapAfter(last, atMs), isAway: true }] : series;
}

const knownGaps = new WeakMap<Series, Map<SeriesFigure, readonly Gap[]>>();

/** When a figure was not confirmed, oldest first; the last one is open where `toMs` is infinite. Worked out once for a series. */
export function gapsOf(series: Series, figure: SeriesFigure): readonly Gap[] {
  const known = knownGaps.get(series) ?? new Map<SeriesFigure, readonly Gap[]>();
  knownGaps.set(series, known);
  const gaps = known.get(figure) ?? findGaps(series, figure);
  known.set(figure, gaps);
  return gaps;
}

function findGaps(series: Series, figure: SeriesFigure): readonly Gap[] {
  const gaps: Gap[] = [];
  let open: Gap | null = null;
  for (const point of series) {
    const isMissing = point[figure] === null;
    const isAway = point.isAway === true;
    if (open && (!isMissing || open.isAway !== isAway)) {
      gaps.push({ ...open, toMs: point.atMs });
      open = null;
    }
    if (isMissing) {
      open ??= { fromMs: point.atMs, toMs: Number.POSITIVE_INFINITY, isAway };
    }
  }
  return open ? [...gaps, open] : gaps;
}

/** When a figure was last confirmed; null if it never was. */
export const lastConfirmedMs = (series: Series, figure: SeriesFigure): number | null =>
  series.findLast((point) => point[figure] !== null)?.atMs ?? null;

/** Returns the index of the last point before a time, or -1. Binary search, because a chart calls this for every row. */
export function lastBefore(series: Series, atMs: number): number {
  let [low, high] = [0, series.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((series[middle]?.atMs ?? atMs) < atMs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
