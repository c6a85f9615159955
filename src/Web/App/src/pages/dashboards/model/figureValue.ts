import { unitOf } from '../../../charts/units';
import type { History, HistoryFigure } from '../../../contract/history';
import { figureNow } from '../../../panels/charts/lines';
import { isConfirmed, shownStats } from '../../../state/freshness';
import { spreadIn } from '../../../state/history/figures';
import type { SourceView } from '../../../state/sourceView';
import type { Period } from '../../../state/timeRange';

export const aggregates = ['live', 'mean', 'max', 'min', 'last'] as const;
export type Aggregate = (typeof aggregates)[number];

/** A figure of several daemons as one number. */
export interface Combined {
  /** Null if nothing of it is known: that is not 0. */
  readonly value: number | null;
  /** The daemon whose figure it is; null where it is that of several. */
  readonly name: string | null;
  /** Of how many daemons it is known. */
  readonly count: number;
  readonly isDim: boolean;
  readonly asOfMs: number | null;
  /** How much of the time was watched, of the daemon that was watched least; null if nobody says. */
  readonly seenPercent: number | null;
}

interface Known {
  readonly name: string;
  readonly value: number;
}

/** Counts add up; of what does not, the worst is shown with its daemon's name. */
export function combinedNow(views: readonly SourceView[], figure: HistoryFigure, nowMs: number, isConnected: boolean): Combined {
  const known = views.flatMap((view) => {
    const value = figureNow(view, figure, nowMs);
    const isDim = !isConnected || !isConfirmed(view, 'stats', nowMs);
    return value === null ? [] : [{ name: view.name, value, isDim, asOfMs: shownStats(view, nowMs)?.observedAtMs ?? null }];
  });
  const confirmed = known.filter(({ isDim }) => !isDim);
  const isSum = unitOf(figure) === 'count';
  // What is only last known must not hide what is known now; a sum needs all of them.
  const taken = isSum || confirmed.length === 0 ? known : confirmed;
  const worst = isSum ? null : worstOf(taken, figure);
  const old = taken.filter(({ isDim }) => isDim).flatMap(({ asOfMs }) => asOfMs ?? []);
  return {
    value: isSum ? sumOf(taken) : (worst?.value ?? null),
    name: worst?.name ?? null,
    count: known.length,
    isDim: taken.length === 0 || taken.some(({ isDim }) => isDim),
    asOfMs: old.length > 0 ? Math.min(...old) : null,
    seenPercent: null,
  };
}

/** A figure over a time: of each daemon its least, mean, greatest or last value, and of several as for now, means as their mean. */
export function combinedOver(
  histories: readonly History[],
  figure: HistoryFigure,
  of: Exclude<Aggregate, 'live'>,
  period: Period,
): Combined {
  const known = histories.flatMap((history): Known[] => {
    const value = valueOver(history, figure, of, period);
    return value === null ? [] : [{ name: history.source, value }];
  });
  const seen = histories.map(({ seenPercent }) => seenPercent).filter((percent) => percent !== null);
  const isSum = unitOf(figure) === 'count' && of !== 'min' && of !== 'max';
  const one =
    isSum || of === 'mean' ? null : of === 'min' ? least(known) : of === 'max' ? greatest(known) : worstOf(known, figure);
  return {
    value: isSum ? sumOf(known) : of === 'mean' ? meanOf(known) : (one?.value ?? null),
    name: one?.name ?? null,
    count: known.length,
    isDim: false,
    asOfMs: null,
    seenPercent: seen.length > 0 ? Math.min(...seen) : null,
  };
}

function valueOver(history: History, figure: HistoryFigure, of: Exclude<Aggregate, 'live'>, period: Period): number | null {
  const means = (history.figures[figure]?.mean ?? []).filter((value) => value !== null);
  if (figure === 'totalExecutions') {
    return means.length === 0 ? null : means.reduce((sum, value) => sum + value, 0);
  }
  return of === 'last' ? (means.at(-1) ?? null) : (spreadIn(history, figure, period)?.[of] ?? null);
}

/** How a figure went: its sum or its worst by row of the daemon with the most rows; empty rows are unknown. */
export function courseOver(histories: readonly History[], figure: HistoryFigure): readonly (number | null)[] {
  const rows = Math.max(0, ...histories.map(({ at }) => at.length));
  const isSum = unitOf(figure) === 'count';
  return Array.from({ length: rows }, (_, row) => {
    const known = histories.flatMap(({ source, figures }): Known[] => {
      const value = figures[figure]?.mean[row] ?? null;
      return value === null ? [] : [{ name: source, value }];
    });
    return isSum ? sumOf(known) : (worstOf(known, figure)?.value ?? null);
  });
}

const sumOf = (known: readonly Known[]): number | null =>
  known.length === 0 ? null : known.reduce((sum, { value }) => sum + value, 0);

const meanOf = (known: readonly Known[]): number | null => {
  const sum = sumOf(known);
  return sum === null ? null : sum / known.length;
};

const greatest = (known: readonly Known[]): Known | null =>
  known.reduce<Known | null>((most, one) => (most && most.value >= one.value ? most : one), null);

const least = (known: readonly Known[]): Known | null =>
  known.reduce<Known | null>((most, one) => (most && most.value <= one.value ? most : one), null);

const worstOf = (known: readonly Known[], figure: HistoryFigure): Known | null =>
  figure === 'successRate' ? least(known) : greatest(known);
