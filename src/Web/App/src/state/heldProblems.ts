import type { Problem } from '../contract/messages';
import { rankOf } from './trouble';

/** A problem with its place in a list that people act on. */
export interface HeldProblem {
  readonly problem: Problem;
  /** When it was seen to be over; null while it is open. */
  readonly overAtMs: number | null;
}

/** How long one that is over keeps its place, so that nothing moves up under a finger. */
export const heldMs = 20_000;

/**
 * The list after the open problems changed to `open`, the gravest first. One that is over keeps its place for a while, as long as others do not
 * need it: `places` is how many are shown. While a person is in the list (`isTouched`) all keep their places and new ones come last.
 */
export function held(
  before: readonly HeldProblem[],
  open: readonly Problem[],
  { nowMs, isTouched, places }: { readonly nowMs: number; readonly isTouched: boolean; readonly places: number },
): readonly HeldProblem[] {
  const byKey = new Map(open.map((problem) => [keyOf(problem), problem]));
  const kept = before.flatMap((one): readonly HeldProblem[] => {
    const problem = byKey.get(keyOf(one.problem));
    if (problem) {
      return [{ problem, overAtMs: null }];
    }
    const overAtMs = one.overAtMs ?? nowMs;
    return isTouched || nowMs - overAtMs < heldMs ? [{ problem: one.problem, overAtMs }] : [];
  });
  const known = new Set(kept.map(({ problem }) => keyOf(problem)));
  if (isTouched) {
    return [...kept, ...open.filter((problem) => !known.has(keyOf(problem))).map(asOpen)];
  }
  const over = kept.filter(({ overAtMs }) => overAtMs !== null).slice(0, Math.max(0, places - open.length));
  return [...open.map(asOpen), ...over].sort((left, right) => rankOf(left.problem) - rankOf(right.problem));
}

const asOpen = (problem: Problem): HeldProblem => ({ problem, overAtMs: null });

export const keyOf = ({ source, id }: Problem): string => `${source}/${id}`;
