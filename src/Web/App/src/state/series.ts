import { isConfirmed, staleAfterMs } from './freshness';
import { lateRuns, outcomes } from './runs';
import type { SourceView } from './source';

/** Figures of one daemon at one moment; null where nothing confirmed them: charts leave a gap there. */
export interface SeriesPoint {
  readonly atMs: number;
  /** Percent of the daemon's host, 0–100. */
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly active: number | null;
  /** Runs that ended well within the 24 h before, as far as they were in view. */
  readonly succeeded: number | null;
  readonly failed: number | null;
  readonly late: number | null;
  /** With nothing but nulls: from here on nobody watched, which says nothing of the daemon. */
  readonly isAway?: true;
}

/**
 * Points in order of time, at most one a second (its first, completed by what follows), at most an hour of them. What nothing confirmed
 * is one point of nulls at its start.
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
const stepMs = 1000;
const capacity = seriesSpanMs / stepMs;
/** How far ahead of now a point may lie: a daemon's host and the hub's need not agree to the second. */
const aheadMs = 60_000;

/**
 * The series with what is known of a daemon now, `nowMs` by the hub's clock: a point where there is news, a gap where news had been
 * missing for longer than they may or where the daemon is down. The same series where nothing new is to be said.
 */
export function appended(before: Series, view: SourceView, nowMs: number): Series {
  const then = reached(before, nowMs);
  const { complete, observedAtMs, status } = view;
  // One that is down may not have been heard since the hub was started.
  if (!complete || (observedAtMs === null && status?.state !== 'down')) {
    return then;
  }
  const series = resumed(then, nowMs, view);
  return observedAtMs === null || !isAnswering(view) ? broken(series, nowMs) : renewed(series, view, observedAtMs);
}

/** The series of a daemon that does not answer. */
function broken(series: Series, nowMs: number): Series {
  const last = series.at(-1);
  return last && (!isGap(last) || last.isAway) ? [...series, gapAfter(last, nowMs)] : series;
}

/** The series with the newest news of a daemon. */
function renewed(series: Series, view: SourceView, observedAtMs: number): Series {
  const last = series.at(-1);
  const atMs = toStep(observedAtMs);
  if (last && (atMs < last.atMs || (atMs === last.atMs && isWhole(last)))) {
    return series;
  }
  const point = pointOf(view, atMs, observedAtMs);
  if (last && atMs === last.atMs) {
    return isSame(last, point) ? series : [...series.slice(0, -1), point];
  }
  return [...bridged(kept(series, atMs), atMs, view), point];
}

/** The series of a page that watches no longer, from a time on. */
export function left(series: Series, atMs: number): Series {
  const last = series.at(-1);
  return last && !last.isAway ? [...series, { ...gapAfter(last, atMs), isAway: true }] : series;
}

/** The series of a page that was away, as if it had not been where it came back so soon that nothing was missed. */
function resumed(series: Series, nowMs: number, view: SourceView): Series {
  const last = series.at(-1);
  return last?.isAway && nowMs - last.atMs <= mayMissMs(view) ? series.slice(0, -1) : series;
}

/** The series without what lies ahead, as after the hub's clock was set back: nothing would come after it until its time has come. */
function reached(series: Series, nowMs: number): Series {
  return (series.at(-1)?.atMs ?? 0) > nowMs + aheadMs ? series.filter((point) => point.atMs <= nowMs + aheadMs) : series;
}

/** The series without what is older than an hour before `nowMs`, and with room for one more point. */
function kept(series: Series, nowMs: number): Series {
  const inTime = series.findIndex((point) => point.atMs > nowMs - seriesSpanMs);
  const from = inTime < 0 ? series.length : Math.max(inTime, series.length - capacity + 2);
  return from > 0 ? series.slice(from) : series;
}

function bridged(series: Series, atMs: number, view: SourceView): Series {
  const last = series.at(-1);
  return last && !isGap(last) && atMs - last.atMs > mayMissMs(view) ? [...series, gapAt(last.atMs + stepMs)] : series;
}

const mayMissMs = ({ status }: SourceView): number => staleAfterMs(status?.intervalSeconds ?? 1);

const toStep = (atMs: number): number => Math.floor(atMs / stepMs) * stepMs;

const isAnswering = ({ status }: SourceView): boolean => status?.state === 'live' || status?.state === 'degraded';

const gapAt = (atMs: number): SeriesPoint => ({
  atMs,
  cpu: null,
  memory: null,
  active: null,
  succeeded: null,
  failed: null,
  late: null,
});

const gapAfter = (last: SeriesPoint, atMs: number): SeriesPoint => gapAt(Math.max(toStep(atMs), last.atMs + stepMs));

/** Told by when the news were observed: that they came late does not make them less true of that time. */
function pointOf(view: SourceView, atMs: number, observedAtMs: number): SeriesPoint {
  const stats = view.stats && !view.stats.fallback && isConfirmed(view, 'stats', observedAtMs) ? view.stats : null;
  const runs = isConfirmed(view, 'executions', observedAtMs) ? outcomes(view, observedAtMs) : null;
  return {
    atMs,
    cpu: stats?.cpuUsage ?? null,
    memory: stats?.memoryUsage ?? null,
    active: stats?.activePipelines ?? null,
    succeeded: runs?.succeeded ?? null,
    failed: runs?.failed ?? null,
    late: runs ? lateRuns(view, observedAtMs).length : null,
  };
}

const figures: readonly SeriesFigure[] = ['cpu', 'memory', 'active', 'succeeded', 'failed', 'late'];

const isWhole = (point: SeriesPoint): boolean => figures.every((figure) => point[figure] !== null);

export const isGap = (point: SeriesPoint): boolean => figures.every((figure) => point[figure] === null);

const isSame = (left: SeriesPoint, right: SeriesPoint): boolean => figures.every((figure) => left[figure] === right[figure]);

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

/** When a figure was last confirmed; null where it never was. */
export const lastConfirmedMs = (series: Series, figure: SeriesFigure): number | null =>
  series.findLast((point) => point[figure] !== null)?.atMs ?? null;
