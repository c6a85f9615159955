import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Which rows of a long list are drawn, and how much room the others take. */
export interface Windowed {
  /** The first row that is drawn, and the first after those. */
  readonly from: number;
  readonly to: number;
  readonly beforePx: number;
  readonly afterPx: number;
  readonly rowPx: number;
}

/** Drawn above and below what is in sight, so that a flick does not outrun the drawing. */
const overscan = 12;
/** Up to so many rows are simply drawn. */
const mostWhole = 60;
const firstGuessPx = 40;

/** The rows to draw of a list in a box that scrolls, all as high as the first row that has `[data-row]`. `isWhole`: all of them, as on paper. */
export function useWindowed(box: RefObject<HTMLElement | null>, count: number, isWhole: boolean): Windowed {
  const [sight, setSight] = useState({ topPx: 0, heightPx: 800, rowPx: firstGuessPx });
  const isAll = isWhole || count <= mostWhole;
  useLayoutEffect(() => {
    const element = box.current;
    if (isAll || !element) {
      return;
    }
    const look = () => {
      const rowPx = element.querySelector<HTMLElement>('[data-row]')?.offsetHeight || firstGuessPx;
      const topPx = Math.floor(element.scrollTop / rowPx) * rowPx;
      const heightPx = element.clientHeight;
      setSight((before) =>
        before.topPx === topPx && before.heightPx === heightPx && before.rowPx === rowPx ? before : { topPx, heightPx, rowPx },
      );
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      element.removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [isAll, count]);
  return isAll ? { from: 0, to: count, beforePx: 0, afterPx: 0, rowPx: sight.rowPx } : inSight(sight, count);
}

/** The rows in sight, with some above and below. */
export function inSight(
  { topPx, heightPx, rowPx }: { readonly topPx: number; readonly heightPx: number; readonly rowPx: number },
  count: number,
): Windowed {
  const first = Math.floor(topPx / rowPx);
  const from = Math.max(0, Math.min(first - overscan, count - 1));
  const to = Math.min(count, first + Math.ceil(heightPx / rowPx) + overscan);
  return { from, to, beforePx: from * rowPx, afterPx: Math.max(0, count - to) * rowPx, rowPx };
}
