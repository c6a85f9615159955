const firstMs = 500;
const longestMs = 30_000;

/** How long to wait before a try, in milliseconds: exponential with full jitter, at most 30 s. The first attempt is 1. */
export function backOffMs(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempt - 1, 16));
  return Math.round(random() * ceiling);
}

/** The same where there must be a wait: at least half of the longest that it could be. */
export const pauseMs = (attempt: number, random: () => number = Math.random): number =>
  backOffMs(attempt, () => (1 + random()) / 2);
