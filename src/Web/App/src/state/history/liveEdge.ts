import type { FigureColumns, History, HistoryFigure } from '../../contract/history';
import { lastBefore, type Series, type SeriesFigure, type SeriesPoint } from '../series';

/** What this page sees of a figure itself. Of the others it knows no more than history does. */
const names: Readonly<Partial<Record<HistoryFigure, SeriesFigure>>> = {
  cpuUsage: 'cpu',
  memoryUsage: 'memory',
  activePipelines: 'active',
};

interface Extended {
  readonly series: Series;
  readonly untilMs: number;
  readonly history: History;
}

const memo = new WeakMap<History, Extended>();

/**
 * History, and after its end what this page was sent of the same daemon, in rows of the same length up to `untilMs`. What this page did not
 * see there is in none of the columns of seconds: only the host can say whether the daemon was down or nobody watched.
 */
export function withLiveEdge(history: History, series: Series, untilMs: number): History {
  const known = memo.get(history);
  if (known?.series === series && known.untilMs === untilMs) {
    return known.history;
  }
  const extended = extend(history, series, untilMs);
  memo.set(history, { series, untilMs, history: extended });
  return extended;
}

function extend(history: History, series: Series, untilMs: number): History {
  const { stepMs } = history;
  const at: number[] = [];
  for (let beginMs = history.toMs; beginMs < untilMs; beginMs += stepMs) {
    at.push(beginMs);
  }
  if (at.length === 0) {
    return history;
  }
  const rows = at.map((fromMs) => rowOf(series, fromMs, Math.min(fromMs + stepMs, untilMs)));
  const zeros = at.map(() => 0);
  return {
    ...history,
    toMs: untilMs,
    at: [...history.at, ...at],
    figures: Object.fromEntries(
      (Object.entries(history.figures) as [HistoryFigure, FigureColumns][]).map(([name, columns]) => [
        name,
        joined(columns, rows, names[name]),
      ]),
    ),
    live: [...history.live, ...rows.map(({ knownMs }) => knownMs / 1000)],
    degraded: [...history.degraded, ...zeros],
    down: [...history.down, ...zeros],
    unseen: [...history.unseen, ...zeros],
  };
}

interface Piece {
  readonly point: SeriesPoint;
  readonly ms: number;
}

interface Row {
  readonly pieces: readonly Piece[];
  /** How much of the row this page saw. */
  readonly knownMs: number;
}

/** The points that held within a time, each with how long it did: a point holds until the next one. */
function rowOf(series: Series, fromMs: number, toMs: number): Row {
  const pieces: Piece[] = [];
  for (let place = lastBefore(series, toMs); place >= 0; place -= 1) {
    const point = series[place];
    if (!point) {
      break;
    }
    const endMs = Math.min(series[place + 1]?.atMs ?? toMs, toMs);
    pieces.push({ point, ms: endMs - Math.max(point.atMs, fromMs) });
    if (point.atMs <= fromMs) {
      break;
    }
  }
  const known = pieces.filter(({ point }) => point.cpu !== null || point.memory !== null || point.active !== null);
  return { pieces, knownMs: known.reduce((sum, { ms }) => sum + ms, 0) };
}

function joined(columns: FigureColumns, rows: readonly Row[], figure: SeriesFigure | undefined): FigureColumns {
  const ends = rows.map(({ pieces }) => (figure ? summary(pieces, figure) : null));
  return {
    mean: [...columns.mean, ...ends.map((end) => end?.mean ?? null)],
    min: [...columns.min, ...ends.map((end) => end?.min ?? null)],
    max: [...columns.max, ...ends.map((end) => end?.max ?? null)],
  };
}

function summary(pieces: readonly Piece[], figure: SeriesFigure): { mean: number; min: number; max: number } | null {
  let sum = 0;
  let ms = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const { point, ms: heldMs } of pieces) {
    const value = point[figure];
    if (value !== null && heldMs > 0) {
      sum += value * heldMs;
      ms += heldMs;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }
  return ms === 0 ? null : { mean: sum / ms, min, max };
}
