import * as read from './read';

export const historyFigures = [
  'cpuUsage',
  'memoryUsage',
  'activePipelines',
  'activeConnections',
  'successRate',
  'delayMs',
  'totalExecutions',
] as const;
/** The figures that history keeps. Percents are 0–100; of `totalExecutions` each row tells by how much it grew. */
export type HistoryFigure = (typeof historyFigures)[number];

/** A figure by row; null where it is not known. */
export interface FigureColumns {
  readonly mean: readonly (number | null)[];
  readonly min: readonly (number | null)[];
  readonly max: readonly (number | null)[];
}

/**
 * What a daemon's figures were, as `GET /api/history` returns it. All columns have as many rows as `at`; row i ends where the next one
 * begins, the last one at `toMs`.
 */
export interface History {
  readonly source: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
  /** How much of the whole time was watched, 0–100; null if nobody says. */
  readonly seenPercent: number | null;
  /** What is older is not kept any more; null if all of it is. */
  readonly truncatedBeforeMs: number | null;
  /** When each row begins, oldest first. */
  readonly at: readonly number[];
  readonly figures: Readonly<Partial<Record<HistoryFigure, FigureColumns>>>;
  /** How long it was live, degraded, down, and not watched, in seconds of each row. */
  readonly live: readonly number[];
  readonly degraded: readonly number[];
  readonly down: readonly number[];
  readonly unseen: readonly number[];
}

/** Reads an answer for one daemon (an object) or several (an array). */
export const parseHistories = (sent: unknown): readonly History[] =>
  Array.isArray(sent) ? sent.map(parseHistory) : [parseHistory(sent)];

function parseHistory(sent: unknown): History {
  const from = read.fields(sent, 'history');
  const at = numbers(from, 'at');
  const columns = read.fields(from.figures, 'figures');
  const seconds = (name: string) => sized(numbers(from, name), at.length, name);
  return {
    source: read.text(from, 'source'),
    fromMs: read.time(from, 'from'),
    toMs: read.time(from, 'to'),
    stepMs: 1000 * read.number(from, 'stepSeconds'),
    seenPercent: read.numberOrNull(from, 'seenPercent'),
    truncatedBeforeMs: read.timeOrNull(from, 'truncatedBefore'),
    at,
    figures: Object.fromEntries(
      historyFigures.flatMap((name) => (columns[name] == null ? [] : [[name, parseColumns(columns[name], at.length)]])),
    ),
    live: seconds('liveSeconds'),
    degraded: seconds('degradedSeconds'),
    down: seconds('downSeconds'),
    unseen: seconds('unseenSeconds'),
  };
}

function parseColumns(sent: unknown, rows: number): FigureColumns {
  const from = read.fields(sent, 'figure');
  if (from.increase !== undefined) {
    const increase = sized(numbersOrNull(from, 'increase'), rows, 'increase');
    return { mean: increase, min: increase, max: increase };
  }
  const column = (name: string) => sized(numbersOrNull(from, name), rows, name);
  return { mean: column('mean'), min: column('min'), max: column('max') };
}

/** A list of numbers, with null where one is not known. */
export function numbersOrNull(from: read.Fields, name: string): readonly (number | null)[] {
  const value = from[name];
  if (!Array.isArray(value) || !value.every((one) => one === null || Number.isFinite(one))) {
    throw new read.UnreadableMessage(`${name} is no list of numbers`);
  }
  return value;
}

function numbers(from: read.Fields, name: string): readonly number[] {
  const known = numbersOrNull(from, name).filter((one) => one !== null);
  return sized(known, numbersOrNull(from, name).length, name);
}

/** A column of another length would put values to wrong times. */
export function sized<T>(column: readonly T[], rows: number, name: string): readonly T[] {
  if (column.length !== rows) {
    throw new read.UnreadableMessage(`${name} has ${column.length} rows, not ${rows}`);
  }
  return column;
}
