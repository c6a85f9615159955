import { useEffect, useRef, useState } from 'preact/hooks';
import { useScene } from '../app/scene';

/**
 * Tells whether somebody is using a part of the page: from a move of the pointer or a key until `touchedMs` after the last one. Draws the part when that ends,
 * because nothing else may draw it for up to two minutes.
 */
export function useTouched(touchedMs: number) {
  const { now } = useScene();
  const [, setEnds] = useState(0);
  const untilMs = useRef(Number.NEGATIVE_INFINITY);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const end = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    untilMs.current = Number.NEGATIVE_INFINITY;
    setEnds((count) => count + 1);
  };
  const endLater = () => {
    const leftMs = untilMs.current - now();
    if (leftMs > 0) {
      timer.current = setTimeout(endLater, leftMs);
    } else {
      end();
    }
  };
  return {
    isTouched: now() < untilMs.current,
    touch: () => {
      untilMs.current = now() + touchedMs;
      if (timer.current === undefined) {
        endLater();
      }
    },
    leave: end,
  };
}
