/** A span of durations: from its beginning up to its end, without that. */
export interface Bin {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly count: number;
}

export interface Distribution {
  readonly count: number;
  readonly medianSeconds: number;
  readonly p95Seconds: number;
  /** Each by the same factor longer than the one before; empty without durations. */
  readonly bins: readonly Bin[];
}

const mostBins = 24;
/** Bins are no narrower than this share of where they begin: more would tell apart what does not differ. */
const leastFactor = 1.05;
const leastSeconds = 0.1;

/** How durations are spread, on a logarithmic scale. */
export function distributionOf(durations: readonly number[]): Distribution {
  const sorted = [...durations].sort((left, right) => left - right);
  const from = Math.max(leastSeconds, sorted[0] ?? 0);
  const to = Math.max(from, sorted.at(-1) ?? 0);
  return {
    count: sorted.length,
    medianSeconds: quantile(sorted, 0.5),
    p95Seconds: quantile(sorted, 0.95),
    bins: sorted.length === 0 ? [] : binsOf(sorted, from, to),
  };
}

function binsOf(sorted: readonly number[], from: number, to: number): readonly Bin[] {
  const count = Math.max(1, Math.min(mostBins, Math.ceil(Math.log(to / from) / Math.log(leastFactor))));
  const factor = Math.max(leastFactor, (to / from) ** (1 / count));
  const placeOf = (seconds: number) =>
    Math.min(count - 1, Math.floor(Math.log(Math.max(from, seconds) / from) / Math.log(factor)));
  const counts = Array.from({ length: count }, () => 0);
  for (const seconds of sorted) {
    const place = placeOf(seconds);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts.map((held, place) => ({
    fromSeconds: from * factor ** place,
    toSeconds: from * factor ** (place + 1),
    count: held,
  }));
}

/** The least duration that at least such a share of all does not exceed; 0 without any. */
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
