import { useRef } from 'preact/hooks';
import { useScene } from '../app/scene';
import type { Problem } from '../contract/messages';
import { type HeldProblem, held } from '../state/heldProblems';
import { useTouched } from './useTouched';

/** How long after the last move of a pointer or the keyboard a person still counts as being in the list. */
const touchedMs = 10_000;

/** The list of what is open, with what is over in its place, and the events by which it knows of a person in it. `places`: how many are shown. */
export function useHeldProblems(open: readonly Problem[], places: number) {
  const { nowMs } = useScene();
  const { isTouched, touch, leave } = useTouched(touchedMs);
  const before = useRef<readonly HeldProblem[]>([]);
  before.current = held(before.current, open, { nowMs, isTouched, places });
  return {
    list: before.current,
    touch: { onPointerMove: touch, onPointerDown: touch, onKeyDown: touch, onFocusIn: touch, onPointerLeave: leave },
  };
}
