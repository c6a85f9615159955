import type { RunOutcomes } from '../../contract/outcomes';

/** What the figures of runs were at a minute. */
export interface CountsAt {
  readonly succeeded: number | null;
  readonly failed: number | null;
  readonly late: number | null;
}

const minuteMs = 60_000;

/** Of one daemon, by the minute's time. */
export type PastCounts = ReadonlyMap<number, CountsAt>;

/** A run that took too long: since when, and until when; null if it does still. */
export interface LateRun {
  readonly source: string;
  readonly sinceMs: number;
  readonly resolvedAtMs: number | null;
}

/** The counts of each daemon that the host answered for, by its name. */
export const countsOf = ({ at, sources }: RunOutcomes, late: readonly LateRun[]): ReadonlyMap<string, PastCounts> =>
  new Map(
    [...sources].map(([source, { succeeded, failed }]): [string, PastCounts] => {
      const own = late.filter((run) => run.source === source);
      return [
        source,
        new Map(
          at.map((atMs, row): [number, CountsAt] => {
            const counts = { succeeded: succeeded[row] ?? null, failed: failed[row] ?? null };
            // Where no run is known, nobody knows of late ones either.
            return [atMs, { ...counts, late: counts.failed === null ? null : own.filter((run) => isLateAt(run, atMs)).length }];
          }),
        ),
      ];
    }),
  );

const isLateAt = ({ sinceMs, resolvedAtMs }: LateRun, atMs: number): boolean =>
  sinceMs <= atMs && (resolvedAtMs === null || resolvedAtMs > atMs);

/** The counts of the minute that a time is in; undefined if it is not among them. */
export const countsAt = (counts: PastCounts | undefined, atMs: number): CountsAt | undefined =>
  counts?.get(Math.floor(atMs / minuteMs) * minuteMs);
