import type { Problem } from '../contract/messages';
import { type Freshness, freshnessOf } from './freshness';
import type { SourceView } from './sourceView';
import { noTrouble, rankOf, troubles } from './trouble';

/** How many problems there are of each severity. */
export interface SeverityCounts {
  readonly critical: number;
  readonly warning: number;
  readonly info: number;
}

/** How a daemon stands among others. */
export interface Standing {
  readonly view: SourceView;
  readonly freshness: Freshness;
  /** Its place in the order of severity, by its gravest problem and by whether it can be reached; see `rankOf`. */
  readonly rank: number;
  /** `idle`: nothing is known to be wrong, and nothing to be well. */
  readonly tone: 'bad' | 'warn' | 'ok' | 'idle';
  /** Its open problems, the gravest first; those that another one explains are left out. */
  readonly problems: readonly Problem[];
  /** Null if it was never evaluated: how many it has is then not known. */
  readonly counts: SeverityCounts | null;
}

/** After every trouble: what is not known to be well, then what is. */
const unknownRank = noTrouble;
const wellRank = noTrouble + 1;

export const isTroubled = ({ rank }: Standing): boolean => rank < noTrouble;

/** How a daemon stands. `isEvaluated`: whether anybody looks for problems, without which nothing is known to be well. */
export function standingOf(view: SourceView, nowMs: number, isEvaluated: boolean): Standing {
  const { list, worst, counts, hasCritical } = judged(view.problems.values);
  const freshness = freshnessOf(view, nowMs);
  const isKnown = isEvaluated && view.evaluatedAtMs !== null && freshness !== 'connecting' && freshness !== 'loading';
  const rank = Math.min(worst, rankOfFreshness(freshness), isKnown ? wellRank : unknownRank);
  return {
    view,
    freshness,
    rank,
    tone: toneOf(rank, hasCritical || freshness === 'down'),
    problems: list,
    counts: view.evaluatedAtMs === null && list.length === 0 ? null : counts,
  };
}

function toneOf(rank: number, isBad: boolean): Standing['tone'] {
  if (rank < noTrouble) {
    return isBad ? 'bad' : 'warn';
  }
  return rank === wellRank ? 'ok' : 'idle';
}

/** A daemon that is silent ranks as one that cannot be reached: that is what the hub calls it once it has judged it. */
function rankOfFreshness(freshness: Freshness): number {
  switch (freshness) {
    case 'down':
    case 'stale':
      return troubles.indexOf('unreachable');
    case 'degraded':
      return troubles.indexOf('degraded');
    default:
      return wellRank;
  }
}

interface Judged {
  readonly list: readonly Problem[];
  readonly worst: number;
  readonly counts: SeverityCounts;
  readonly hasCritical: boolean;
}

const memo = new WeakMap<ReadonlyMap<string, Problem>, Judged>();

/** Worked out once for each state of a daemon's problems. */
function judged(problems: ReadonlyMap<string, Problem>): Judged {
  const known = memo.get(problems);
  if (known) {
    return known;
  }
  const list = [...problems.values()]
    .filter(({ partOf }) => partOf === null || !problems.has(partOf))
    .sort((left, right) => rankOf(left) - rankOf(right) || left.sinceMs - right.sinceMs);
  const count = (severity: Problem['severity']) => list.filter((problem) => problem.severity === severity).length;
  const counts = { critical: count('critical'), warning: count('warning'), info: count('info') };
  const [first] = list;
  const found = { list, worst: first ? rankOf(first) : wellRank, counts, hasCritical: counts.critical > 0 };
  memo.set(problems, found);
  return found;
}

/** The worst first; those that stand alike stay in the order given. */
export const worstFirst = (all: readonly Standing[]): readonly Standing[] => [...all].sort(compared);

const compared = (left: Standing, right: Standing): number =>
  left.rank - right.rank ||
  (right.counts?.critical ?? 0) - (left.counts?.critical ?? 0) ||
  (right.counts?.warning ?? 0) - (left.counts?.warning ?? 0);
