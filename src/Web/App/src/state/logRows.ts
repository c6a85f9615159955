import type { LogRow, LogStanding } from '../contract/runLog';

/** Rows are fetched and drawn in chunks of so many. */
export const chunkRows = 100;
/** So many chunks are held; those farthest from what is looked at are let go. */
const mostChunks = 60;

/** A row, or nothing where the host does not have the line any more; undefined where it was not fetched yet. */
export type HeldRow = LogRow | null | undefined;

/** The rows of a log that this page holds: all lines, or those of a level. Replaced, never changed. */
export interface LogRows {
  /** How many there are. */
  readonly count: number;
  /** By chunk. One that changed is another array. */
  readonly chunks: ReadonlyMap<number, readonly HeldRow[]>;
}

export const noRows: LogRows = { count: 0, chunks: new Map() };

export const chunkOf = (index: number): number => Math.floor(index / chunkRows);

/** How many rows a chunk has. */
export const lengthOfChunk = ({ count }: LogRows, chunk: number): number =>
  Math.max(0, Math.min(chunkRows, count - chunk * chunkRows));

/** With rows from `first` on, and as many rows in all. */
export function withRows({ chunks }: LogRows, count: number, first: number, rows: readonly HeldRow[]): LogRows {
  const next = new Map(chunks);
  for (let at = 0; at < rows.length; ) {
    const index = first + at;
    const chunk = chunkOf(index);
    const offset = index - chunk * chunkRows;
    const taken = rows.slice(at, at + chunkRows - offset);
    const held = [...(next.get(chunk) ?? [])];
    for (const [place, row] of taken.entries()) {
      held[offset + place] = row;
    }
    next.set(chunk, Array.from(held));
    at += taken.length;
  }
  return { count, chunks: trimmed(next, chunkOf(first)) };
}

function trimmed(chunks: Map<number, readonly HeldRow[]>, near: number): Map<number, readonly HeldRow[]> {
  if (chunks.size > mostChunks) {
    const farthest = [...chunks.keys()].sort((one, other) => Math.abs(other - near) - Math.abs(one - near));
    for (const chunk of farthest.slice(0, chunks.size - mostChunks)) {
      chunks.delete(chunk);
    }
  }
  return chunks;
}

/** The first rows from `first` to `end` that are not held, up to `most`; null if all are. */
export function missingRows(rows: LogRows, first: number, end: number, most: number): { first: number; count: number } | null {
  const last = Math.min(end, rows.count);
  for (let index = Math.max(0, first); index < last; index += 1) {
    if (rowAt(rows, index) === undefined) {
      let until = index + 1;
      while (until < last && until - index < most && rowAt(rows, until) === undefined) {
        until += 1;
      }
      return { first: index, count: until - index };
    }
  }
  return null;
}

export const rowAt = ({ chunks }: LogRows, index: number): HeldRow => chunks.get(chunkOf(index))?.[index % chunkRows];

/** The rows without the first ones. */
export function rowsAfter(rows: LogRows, before: number): LogRows {
  if (before === 0) {
    return rows;
  }
  const kept = Array.from({ length: rows.count - before }, (_, index) => rowAt(rows, before + index));
  return withRows(noRows, kept.length, 0, kept);
}

/** What was asked for by number, with nothing where a line is missing among those that came. */
export function filledRows(first: number, rows: readonly LogRow[], total: number): readonly HeldRow[] {
  const filled: HeldRow[] = [];
  for (const row of rows) {
    while (first + filled.length < row.number - 1) {
      filled.push(null);
    }
    filled.push(row);
  }
  // Nothing came although there should be something: it is not kept.
  return filled.length === 0 && first < total ? [null] : filled;
}

/** How the page stands with a log. */
export interface LogState {
  readonly rows: LogRows;
  /** Null until the host has answered. */
  readonly standing: LogStanding | null;
  /** Why the host does not answer, in words; null while it does. */
  readonly failure: string | null;
  readonly isPaused: boolean;
}

export const initialLog: LogState = { rows: noRows, standing: null, failure: null, isPaused: false };
