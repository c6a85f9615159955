import * as read from '../../contract/read';

/** One resolution in which figures are kept. */
export interface Tier {
  readonly stepMs: number;
  readonly keepMs: number;
  /** How many rows of all daemons there are; null before they were counted. */
  readonly rows: number | null;
  /** The bytes that they take, estimated; null before they were counted. */
  readonly bytes: number | null;
  /** When the oldest row begins; null without any. */
  readonly oldestMs: number | null;
}

/** How history itself is doing, as `GET /api/history/state` returns it. */
export interface HistoryState {
  /** Null before anything was written. */
  readonly writtenUntilMs: number | null;
  /** Why it is not written; null while it is. */
  readonly pausedBecause: string | null;
  /** Null before they were counted. */
  readonly bytes: number | null;
  readonly maxBytes: number;
  /** The finest first. */
  readonly tiers: readonly Tier[];
  /** Null before they were counted. */
  readonly runs: number | null;
  readonly oldestRunMs: number | null;
  /** Changes of runs that were lost because history was paused for too long. */
  readonly droppedRuns: number;
}

export function parseHistoryState(sent: unknown): HistoryState {
  const from = read.fields(sent, 'history');
  return {
    writtenUntilMs: read.timeOrNull(from, 'writtenUntil'),
    pausedBecause: read.textOrNull(from, 'pausedBecause'),
    bytes: read.numberOrNull(from, 'bytes'),
    maxBytes: read.number(from, 'maxBytes'),
    tiers: read.items(from, 'tiers', parseTier),
    runs: read.numberOrNull(from, 'runs'),
    oldestRunMs: read.timeOrNull(from, 'oldestRun'),
    droppedRuns: read.number(from, 'droppedRuns'),
  };
}

function parseTier(sent: unknown): Tier {
  const from = read.fields(sent, 'tier');
  return {
    stepMs: 1000 * read.number(from, 'stepSeconds'),
    keepMs: 1000 * read.number(from, 'keepSeconds'),
    rows: read.numberOrNull(from, 'rows'),
    bytes: read.numberOrNull(from, 'bytes'),
    oldestMs: read.timeOrNull(from, 'oldest'),
  };
}
