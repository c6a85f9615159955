import { useRef } from 'preact/hooks';
import { useScene } from '../app/scene';
import type { Problem } from '../contract/messages';
import { type HeldProblem, held } from '../state/heldProblems';

/** How long after the last move of a pointer or the keyboard a person still counts as being in the list. */
const touchedMs = 10_000;

/** The list of what is open, with what is over in its place, and the events by which it knows of a person in it. `places`: how many are shown. */
export function useHeldProblems(open: readonly Problem[], places: number) {
  const { nowMs, now } = useScene();
  const before = useRef<readonly HeldProblem[]>([]);
  const touchedUntil = useRef(Number.NEGATIVE_INFINITY);
  const isTouched = now() < touchedUntil.current;
  before.current = held(before.current, open, { nowMs, isTouched, places });
  const stay = () => {
    touchedUntil.current = now() + touchedMs;
  };
  const leave = () => {
    touchedUntil.current = Number.NEGATIVE_INFINITY;
  };
  return {
    list: before.current,
    touch: { onPointerMove: stay, onPointerDown: stay, onKeyDown: stay, onFocusIn: stay, onPointerLeave: leave },
  };
}
