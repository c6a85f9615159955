import type { FigureColumns, History, HistoryFigure } from '../../contract/history';
import type { Period } from '../timeRange';
import { endOf, stretches } from './rows';

/** The least, mean and greatest of what is known; percent. */
export interface Spread {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

/** A figure in one row. */
export interface FigureRow extends Period {
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** How much of the row's time was watched, in percent; null if that is not told yet. */
  readonly seenPercent: number | null;
  readonly state: 'live' | 'degraded' | 'down' | 'unseen' | 'unconfirmed';
}

/** The place of the row in which a time lies; -1 if none has it. */
export function rowAt(history: History, atMs: number): number {
  // Rows are of one length, but where the live edge begins.
  const guess = Math.floor((atMs - (history.at[0] ?? 0)) / history.stepMs);
  return [guess, guess + 1, guess - 1].find((row) => holdsTime(history, row, atMs)) ?? -1;
}

const holdsTime = (history: History, row: number, atMs: number): boolean =>
  (history.at[row] ?? Number.POSITIVE_INFINITY) <= atMs && atMs < endOf(history, row);

export function figureRow(history: History, figure: HistoryFigure, row: number): FigureRow {
  const columns = history.figures[figure];
  const fromMs = history.at[row] ?? history.toMs;
  const toMs = endOf(history, row);
  const [live, degraded, down, unseen] = [history.live, history.degraded, history.down, history.unseen].map(
    (column) => column[row] ?? 0,
  ) as [number, number, number, number];
  const told = live + degraded + down + unseen;
  return {
    fromMs,
    toMs,
    mean: columns?.mean[row] ?? null,
    min: columns?.min[row] ?? null,
    max: columns?.max[row] ?? null,
    seenPercent: told === 0 ? null : (100 * (told - unseen)) / told,
    state: stateOf(live, degraded, down, unseen),
  };
}

/** The worst that a row says: a moment out of a day must not be lost among the rest. */
function stateOf(live: number, degraded: number, down: number, unseen: number): FigureRow['state'] {
  if (down > 0) {
    return 'down';
  }
  if (unseen > 0) {
    return 'unseen';
  }
  return degraded > 0 ? 'degraded' : live > 0 ? 'live' : 'unconfirmed';
}

/** When none of several daemons' figures is known. */
export function unknownIn(histories: readonly History[], figure: HistoryFigure): readonly Period[] {
  const [first, ...others] = histories;
  if (!first) {
    return [];
  }
  const isUnknown = (history: History, row: number) => (history.figures[figure]?.mean[row] ?? null) === null;
  return stretches(first, (row) => {
    const middleMs = ((first.at[row] ?? 0) + endOf(first, row)) / 2;
    return isUnknown(first, row) && others.every((other) => isUnknown(other, rowAt(other, middleMs)));
  });
}

/** The least, the mean and the greatest of a figure within a time; null if nothing of it is known. */
export function spreadIn(history: History, figure: HistoryFigure, period: Period): Spread | null {
  const columns = history.figures[figure];
  return columns ? spreadOfColumns(history, columns, period) : null;
}

function spreadOfColumns(history: History, columns: FigureColumns, period: Period): Spread | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let ms = 0;
  columns.mean.forEach((mean, row) => {
    const rowMs = Math.min(endOf(history, row), period.toMs) - Math.max(history.at[row] ?? 0, period.fromMs);
    if (mean !== null && rowMs > 0) {
      min = Math.min(min, columns.min[row] ?? mean);
      max = Math.max(max, columns.max[row] ?? mean);
      sum += mean * rowMs;
      ms += rowMs;
    }
  });
  return ms === 0 ? null : { min, mean: sum / ms, max };
}
