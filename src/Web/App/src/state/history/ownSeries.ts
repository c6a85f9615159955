import type { History, HistoryFigure } from '../../contract/history';
import { gapAt, isGap, type Series, type SeriesPoint } from '../series';
import { endOf } from './rows';

const names: readonly (readonly [HistoryFigure, 'cpu' | 'memory' | 'active'])[] = [
  ['cpuUsage', 'cpu'],
  ['memoryUsage', 'memory'],
  ['activePipelines', 'active'],
];

const memo = new WeakMap<Series, { readonly history: History; readonly joined: Series }>();

/**
 * What this page saw of a daemon, and history's figures for the time before it and for gaps in it. History says nothing of runs: those
 * figures stay unknown there.
 */
export function withPast(series: Series, history: History | undefined): Series {
  if (!history) {
    return series;
  }
  const known = memo.get(series);
  if (known?.history === history) {
    return known.joined;
  }
  const joined = join(series, history);
  memo.set(series, { history, joined });
  return joined;
}

function join(series: Series, history: History): Series {
  const past = history.at.map((atMs, row) => pointOf(history, row, atMs));
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
const holding = (series: Series, atMs: number): SeriesPoint | null => series.findLast((point) => point.atMs <= atMs) ?? null;

function pointOf(history: History, row: number, atMs: number): SeriesPoint {
  const values = names.map(([name, figure]) => [figure, history.figures[name]?.mean[row] ?? null]);
  return { ...gapAt(atMs), ...Object.fromEntries(values) };
}
