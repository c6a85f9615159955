/** The last figures of something that jitters, and the one that is shown for them. */
export interface Steady {
  readonly samples: readonly number[];
  /** Null before the first. */
  readonly shown: number | null;
}

export const unsteady: Steady = { samples: [], shown: null };

const capacity = 10;
/** How far the median may go from what is shown before that follows, so that a figure somebody reads stands still. */
const tolerance = 0.2;
const leastStep = 3;

/** With one figure more: the median of the last ten, as long as it is not near what is shown already. */
export function steadied({ samples, shown }: Steady, sample: number): Steady {
  const kept = [...samples.slice(-capacity + 1), sample];
  const median = medianOf(kept);
  const isNear = shown !== null && Math.abs(median - shown) <= Math.max(leastStep, tolerance * shown);
  return { samples: kept, shown: isNear ? shown : median };
}

function medianOf(samples: readonly number[]): number {
  const ordered = [...samples].sort((left, right) => left - right);
  return ordered[Math.floor(ordered.length / 2)] ?? 0;
}
