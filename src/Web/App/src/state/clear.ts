/** Since when no problem is known. */
export interface Clear {
  readonly sinceMs: number;
  /** Whether it may have been longer: no problem was known when this page first heard of an evaluation. */
  readonly isAtLeast: boolean;
}

export const clearAtLeastSince = (sinceMs: number): Clear => ({ sinceMs, isAtLeast: true });

/** After a problem was resolved, of those that were the last. */
export function clearAfter(before: Clear | null, resolvedAtMs: number): Clear {
  const sinceMs = before && !before.isAtLeast ? Math.max(before.sinceMs, resolvedAtMs) : resolvedAtMs;
  return { sinceMs, isAtLeast: false };
}

/** The latest of several; null if there are none. */
export const latestClear = (all: readonly (Clear | null)[]): Clear | null =>
  all.reduce((latest, next) => (next && (!latest || next.sinceMs > latest.sinceMs) ? next : latest), null);
