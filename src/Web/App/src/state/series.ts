import { isConfirmed } from './freshness';
import { lateRuns, outcomes } from './runs';
import type { SourceView } from './source';

/** Figures of one daemon at one moment; null where nothing confirmed them: charts leave a gap there. */
export interface SeriesPoint {
  readonly atMs: number;
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly active: number | null;
  /** Percent of the runs that ended within 24 h; null where none did. */
  readonly successRate: number | null;
  readonly failed: number | null;
  readonly late: number | null;
}

/** Points in order of time, at most one a second, at most an hour of them. */
export type Series = readonly SeriesPoint[];

export type SeriesFigure = Exclude<keyof SeriesPoint, 'atMs'>;

export const seriesSpanMs = 60 * 60 * 1000;
const stepMs = 1000;
const capacity = seriesSpanMs / stepMs;

/** The series with what a daemon's newest news says; the same one within one second of unchanged figures. */
export function appended(series: Series, view: SourceView, nowMs: number): Series {
  if (!view.complete || view.observedAtMs === null) {
    return series;
  }
  const atMs = Math.floor(view.observedAtMs / stepMs) * stepMs;
  const last = series.at(-1);
  if (last && atMs < last.atMs) {
    return series;
  }
  const point = pointOf(view, atMs, nowMs);
  if (last && atMs === last.atMs) {
    return isSame(last, point) ? series : [...series.slice(0, -1), point];
  }
  return [...series.slice(series.length >= capacity ? 1 : 0), point];
}

function pointOf(view: SourceView, atMs: number, nowMs: number): SeriesPoint {
  const stats = view.stats && !view.stats.fallback && isConfirmed(view, 'stats', nowMs) ? view.stats : null;
  const runs = isConfirmed(view, 'executions', nowMs) ? outcomes(view, nowMs) : null;
  return {
    atMs,
    cpu: stats?.cpuUsage ?? null,
    memory: stats?.memoryUsage ?? null,
    active: stats?.activePipelines ?? null,
    successRate: runs && runs.ended > 0 ? (100 * runs.succeeded) / runs.ended : null,
    failed: runs?.failed ?? null,
    late: runs ? lateRuns(view, nowMs).length : null,
  };
}

function isSame(left: SeriesPoint, right: SeriesPoint): boolean {
  return (
    left.cpu === right.cpu &&
    left.memory === right.memory &&
    left.active === right.active &&
    left.successRate === right.successRate &&
    left.failed === right.failed &&
    left.late === right.late
  );
}
