import type { History, HistoryFigure } from '../../contract/history';
import { gapAt, isGap, lastBefore, type Series, type SeriesPoint } from '../series';
import { countsAt, type PastCounts } from './pastCounts';
import { endOf } from './rows';

const names: readonly (readonly [HistoryFigure, 'cpu' | 'memory' | 'active'])[] = [
  ['cpuUsage', 'cpu'],
  ['memoryUsage', 'memory'],
  ['activePipelines', 'active'],
];

interface Joined {
  readonly history: History;
  readonly joined: Series;
}

/** By the counts: some figures are drawn with them and some without, several times a second. */
const memo = new WeakMap<Series, Map<PastCounts | undefined, Joined>>();

/**
 * What this page saw of a daemon, and history's figures for the time before it and for gaps in it. Without the counts of runs those
 * figures stay unknown there.
 */
export function withPast(series: Series, history: History | undefined, counts?: PastCounts): Series {
  if (!history) {
    return series;
  }
  const ofSeries = memo.get(series) ?? new Map<PastCounts | undefined, Joined>();
  const known = ofSeries.get(counts);
  if (known?.history === history) {
    return known.joined;
  }
  const joined = join(series, history, counts);
  memo.set(series, ofSeries.set(counts, { history, joined }));
  return joined;
}

function join(series: Series, history: History, counts: PastCounts | undefined): Series {
  const past = history.at.map((atMs, row) => pointOf(history, row, atMs, counts));
  const seen = (point: SeriesPoint) => holding(series, point.atMs);
  const missing = past.filter((point) => {
    const own = seen(point);
    return own === null || isGap(own);
  });
  const filledUntilMs = history.at.length > 0 ? endOf(history, history.at.length - 1) : 0;
  // A gap of this page that history fills is none.
  const kept = series.filter((point) => !(point.isAway && point.atMs < filledUntilMs));
  return [...missing, ...kept].sort((left, right) => left.atMs - right.atMs);
}

/** The point of a series that held at a time; null before its first. */
const holding = (series: Series, atMs: number): SeriesPoint | null => series[lastBefore(series, atMs + 1)] ?? null;

function pointOf(history: History, row: number, atMs: number, counts: PastCounts | undefined): SeriesPoint {
  const values = names.map(([name, figure]) => [figure, history.figures[name]?.mean[row] ?? null]);
  // What ended while nobody watched was counted later, and nobody knew it then.
  const isWatched = (history.live[row] ?? 0) + (history.degraded[row] ?? 0) + (history.down[row] ?? 0) > 0;
  return { ...gapAt(atMs), ...(isWatched ? countsAt(counts, atMs) : undefined), ...Object.fromEntries(values) };
}
