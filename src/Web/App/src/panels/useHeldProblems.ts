import { useEffect, useRef, useState } from 'preact/hooks';
import { useScene } from '../app/scene';
import type { Problem } from '../contract/messages';
import { type HeldProblem, held, heldMs } from '../state/heldProblems';
import { useTouched } from './useTouched';

/** How long after the last move of a pointer or the keyboard a person still counts as being in the list. */
const touchedMs = 10_000;

/** The list of what is open, with what is over in its place, and the events by which it knows of a person in it. `places`: how many are shown. */
export function useHeldProblems(open: readonly Problem[], places: number) {
  const { now } = useScene();
  const nowMs = now();
  const [ends, setEnds] = useState(0);
  const { isTouched, touch, leave } = useTouched(touchedMs);
  const before = useRef<readonly HeldProblem[]>([]);
  before.current = held(before.current, open, { nowMs, isTouched, places });
  const endsAtMs = Math.min(
    ...before.current.map(({ overAtMs }) => (overAtMs === null ? Number.POSITIVE_INFINITY : overAtMs + heldMs)),
  );
  useEffect(() => {
    // Nothing else may draw the list for up to a minute. While somebody is in it, it is drawn again when they leave.
    if (isTouched || !Number.isFinite(endsAtMs)) {
      return;
    }
    const timer = setTimeout(() => setEnds((count) => count + 1), Math.max(0, endsAtMs - now()));
    return () => clearTimeout(timer);
  }, [endsAtMs, isTouched, ends]);
  return {
    list: before.current,
    touch: { onPointerMove: touch, onPointerDown: touch, onKeyDown: touch, onFocusIn: touch, onPointerLeave: leave },
  };
}
