import { coarsened } from './coarsening';
import { isConfirmed, staleAfterMs } from './freshness';
import { outcomesOf } from './outcomes';
import { lateRuns } from './problems';
import { figures, gapAfter, gapAt, isGap, type Series, type SeriesPoint, seriesSpanMs, stepMs, toStep } from './series';
import type { SourceView } from './sourceView';

const capacity = seriesSpanMs / stepMs;
/** How far ahead of now a point may lie: a daemon's host and the hub's need not agree to the second. */
const aheadMs = 60_000;

/**
 * The series with what is known of a daemon now, `nowMs` by the hub's clock: a point where there is news, a gap where news had been
 * missing for longer than they may or where the daemon is down. The same series where nothing new is to be said. `isEvaluated`: whether
 * problems are being looked for; without that nothing is known of how runs went.
 */
export function appended(before: Series, view: SourceView, nowMs: number, isEvaluated = true): Series {
  const then = reached(before, nowMs);
  const { complete, observedAtMs, status } = view;
  // One that is down may not have been heard since the hub was started.
  if (!complete || (observedAtMs === null && status?.state !== 'down')) {
    return then;
  }
  const series = resumed(then, nowMs, view);
  return observedAtMs === null || !isAnswering(view) ? broken(series, nowMs) : renewed(series, view, observedAtMs, isEvaluated);
}

/** The series of a daemon that does not answer. */
function broken(series: Series, nowMs: number): Series {
  const last = series.at(-1);
  return last && (!isGap(last) || last.isAway) ? [...series, gapAfter(last, nowMs)] : series;
}

/** The series with the newest news of a daemon. */
function renewed(series: Series, view: SourceView, observedAtMs: number, isEvaluated: boolean): Series {
  const last = series.at(-1);
  const atMs = toStep(observedAtMs);
  if (last && (atMs < last.atMs || (atMs === last.atMs && isWhole(last)))) {
    return series;
  }
  const point = pointOf(view, atMs, observedAtMs, isEvaluated);
  if (last && atMs === last.atMs) {
    return isSame(last, point) ? series : [...series.slice(0, -1), point];
  }
  return [...bridged(coarsened(kept(series, atMs), atMs), atMs, view), point];
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

const isAnswering = ({ status }: SourceView): boolean => status?.state === 'live' || status?.state === 'degraded';

/** Told by when the news were observed: that they came late does not make them less true of that time. */
function pointOf(view: SourceView, atMs: number, observedAtMs: number, isEvaluated: boolean): SeriesPoint {
  const stats = view.stats && !view.stats.fallback && isConfirmed(view, 'stats', observedAtMs) ? view.stats : null;
  const areRunsConfirmed = isConfirmed(view, 'executions', observedAtMs);
  const outcomes = areRunsConfirmed && isEvaluated ? outcomesOf(view, observedAtMs) : null;
  return {
    atMs,
    cpu: stats?.cpuUsage ?? null,
    memory: stats?.memoryUsage ?? null,
    active: stats?.activePipelines ?? null,
    running: areRunsConfirmed ? runningIn(view) : null,
    succeeded: outcomes?.succeeded ?? null,
    failed: outcomes?.failed ?? null,
    late: outcomes ? lateRuns(view).size : null,
  };
}

const runningIn = ({ executions }: SourceView): number =>
  [...executions.values()].filter(({ status }) => status === 'running').length;

const isWhole = (point: SeriesPoint): boolean => figures.every((figure) => point[figure] !== null);

const isSame = (left: SeriesPoint, right: SeriesPoint): boolean => figures.every((figure) => left[figure] === right[figure]);
