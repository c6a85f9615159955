import type { FeedName, HealthFindings, StatsFigures } from '../contract/messages';
import type { SourceView } from './sourceView';

/** How old the news of a daemon may be before what is shown counts as stale: 3 intervals, at least 5 s. In milliseconds. */
export const staleAfterMs = (intervalSeconds: number): number => Math.max(3 * intervalSeconds * 1000, 5000);

/** The age of a daemon's newest news by the hub's clock; null if it was never heard. */
export const ageMs = (view: SourceView, nowMs: number): number | null =>
  view.observedAtMs === null ? null : Math.max(0, nowMs - view.observedAtMs);

/** Until when the newest news of a daemon that should be answering may be trusted; infinite for any other. */
export function freshUntilMs({ status, observedAtMs }: SourceView): number {
  const isAnswering = status !== null && (status.state === 'live' || status.state === 'degraded');
  return isAnswering && observedAtMs !== null ? observedAtMs + staleAfterMs(status.intervalSeconds) : Number.POSITIVE_INFINITY;
}

/** Until when the newest point of a daemon's series holds: no longer than its news may be late. */
export const confirmedSeriesUntilMs = (view: SourceView, nowMs: number): number => {
  const last = view.series.at(-1)?.atMs ?? 0;
  return Math.max(last + 1000, Math.min(nowMs, freshUntilMs(view)));
};

/** Whether what is shown of a daemon that should be answering can no longer be trusted. */
export const isStale = (view: SourceView, nowMs: number): boolean => nowMs > freshUntilMs(view);

/** How a daemon stands as far as this page may say. */
export type Freshness = 'loading' | 'connecting' | 'live' | 'degraded' | 'stale' | 'down';

export function freshnessOf(view: SourceView | undefined, nowMs: number): Freshness {
  if (!view?.status) {
    return 'loading';
  }
  return isStale(view, nowMs) ? 'stale' : view.status.state;
}

/** Figures to show, and whether they are only what was last known. */
export interface Shown<T> {
  readonly value: T;
  /** Whether nothing confirms it now: shown dimmed, with its age. */
  readonly isDim: boolean;
  readonly observedAtMs: number | null;
  /** Why it is not renewed; null while it is. */
  readonly error: string | null;
}

/** The figures to show of a daemon: last known ones during an outage; null if it never told any. */
export function shownStats(view: SourceView, nowMs: number): Shown<StatsFigures> | null {
  const { stats } = view;
  return stats && shown<StatsFigures>(view, 'stats', stats, stats, nowMs);
}

/** The health to show of a daemon, likewise. */
export function shownHealth(view: SourceView, nowMs: number): Shown<HealthFindings> | null {
  const { health } = view;
  return health && shown<HealthFindings>(view, 'health', health, health, nowMs);
}

/** Whether a feed of a daemon is confirmed now. */
export const isConfirmed = (view: SourceView, feed: FeedName, nowMs: number): boolean =>
  view.status !== null &&
  (view.status.state === 'live' || view.status.state === 'degraded') &&
  view.status.feeds[feed].ok &&
  !isStale(view, nowMs);

interface Held<T> {
  readonly observedAtMs: number | null;
  readonly fallback: boolean;
  readonly error: string | null;
  readonly lastKnown: (T & { readonly observedAtMs: number }) | null;
}

function shown<T>(view: SourceView, feed: FeedName, held: Held<T>, value: T, nowMs: number): Shown<T> | null {
  if (held.fallback) {
    return held.lastKnown && { value: held.lastKnown, isDim: true, observedAtMs: held.lastKnown.observedAtMs, error: held.error };
  }
  const isDim = !isConfirmed(view, feed, nowMs);
  // Any news of a daemon confirm its feeds that are ok: only one that fails is as old as its own last answer.
  const isFailing = view.status?.feeds[feed].ok === false;
  return { value, isDim, observedAtMs: isFailing ? held.observedAtMs : view.observedAtMs, error: held.error };
}
