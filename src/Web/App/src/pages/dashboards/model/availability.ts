import type { History } from '../../../contract/history';

export interface Availability {
  /** Of the time that was watched, 0–100; null if none was: that is not 0. */
  readonly percent: number | null;
  /** How much of all time was watched, 0–100; null if nobody says. */
  readonly seenPercent: number | null;
  /** Shares of all time in percent. */
  readonly shares: Readonly<Record<'live' | 'degraded' | 'down' | 'unseen', number>>;
}

/** How much of a time a daemon answered, also where it answered in part. */
export function availabilityOf(history: History): Availability {
  const sum = (column: readonly number[]) => column.reduce((total, seconds) => total + seconds, 0);
  const { live, degraded, down, unseen } = {
    live: sum(history.live),
    degraded: sum(history.degraded),
    down: sum(history.down),
    unseen: sum(history.unseen),
  };
  const watched = live + degraded + down;
  const all = watched + unseen;
  const share = (seconds: number) => (all === 0 ? 0 : (100 * seconds) / all);
  return {
    percent: watched === 0 ? null : (100 * (live + degraded)) / watched,
    seenPercent: history.seenPercent ?? (all === 0 ? null : share(watched)),
    shares: { live: share(live), degraded: share(degraded), down: share(down), unseen: share(unseen) },
  };
}
