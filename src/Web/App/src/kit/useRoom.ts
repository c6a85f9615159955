import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The size of an element, in sizes of the page's text (rem). */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** How much room an element has, followed as it changes; null before it is known, and where the browser does not tell. */
export function useRoom(element: RefObject<HTMLElement | null>): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured || typeof ResizeObserver === 'undefined') {
      return;
    }
    const measure = () => setRoom((before) => changed(before, roomOf(measured)));
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    measure();
    return () => observer.disconnect();
  }, []);
  return room;
}

function roomOf({ clientWidth, clientHeight }: HTMLElement): Room {
  const textPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return { width: clientWidth / textPx, height: clientHeight / textPx };
}

/** What has no size yet is not laid out. */
const isKnown = ({ width, height }: Room): boolean => width > 0 && height > 0;

function changed(before: Room | null, now: Room): Room | null {
  if (!isKnown(now)) {
    return before;
  }
  return before !== null && Math.abs(before.width - now.width) < 0.05 && Math.abs(before.height - now.height) < 0.05
    ? before
    : now;
}
