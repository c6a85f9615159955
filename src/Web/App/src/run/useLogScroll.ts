import { useLayoutEffect, useRef } from 'preact/hooks';
import type { LogChunk } from '../state/logView';
import { offsetOf } from '../state/logWindow';

interface Scrolled {
  readonly chunks: readonly LogChunk[];
  /** Of each chunk, in pixels; estimated if it was not drawn yet. */
  readonly heights: readonly number[];
  /** Heights by the chunks' keys, as they were drawn. */
  readonly measured: Map<number, number>;
  readonly current: number | null;
  /** How much height went at the top since the last scrolling. */
  readonly shift: number;
  readonly isWrapped: boolean;
  readonly isFollowing: boolean;
  onFollow(isFollowing: boolean): void;
  onTop(top: number): void;
}

/** As near to the end as counts as the end. In pixels. */
const endPixels = 8;
/** Before the box was measured. */
const viewportAtFirst = 800;

/** Keeps a log's box at its end while it follows, tells a person's scrolling from lines that come, and goes to what was found. */
export function useLogScroll({ chunks, heights, measured, current, shift, isWrapped, isFollowing, onFollow, onTop }: Scrolled) {
  const box = useRef<HTMLDivElement>(null);
  const last = useRef({ top: 0, height: 0 });
  const viewport = useRef(viewportAtFirst);
  const goal = useRef<number | null>(null);
  const anchor = useRef<Anchor | null>(null);
  useLayoutEffect(() => measured.clear(), [isWrapped]);
  useLayoutEffect(() => {
    goal.current = current;
  }, [current]);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) {
      return;
    }
    viewport.current = element.clientHeight || viewportAtFirst;
    measure(element, measured);
    if (isFollowing) {
      element.scrollTop = element.scrollHeight;
    } else if (goal.current !== null) {
      goal.current = goTo(element, chunks, heights, goal.current, onTop) ? null : goal.current;
    } else {
      stay(element, anchor.current, shift);
    }
    anchor.current = anchorOf(element);
  });
  const onScroll = (event: Event & { readonly currentTarget: HTMLDivElement }) => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    // Lines that come and go move what is shown too; only a person moves it while the height stays.
    const isByHand = scrollHeight === last.current.height;
    const isUp = scrollTop < last.current.top;
    last.current = { top: scrollTop, height: scrollHeight };
    anchor.current = anchorOf(event.currentTarget);
    onTop(scrollTop);
    if (scrollHeight - scrollTop - clientHeight <= endPixels) {
      onFollow(true);
    } else if (isByHand && isUp) {
      onFollow(false);
    }
  };
  return { box, viewport: viewport.current, onScroll };
}

/** The line at the top of what is seen, and how far from the top. */
interface Anchor {
  readonly place: number;
  readonly offset: number;
}

function anchorOf(box: HTMLElement): Anchor | null {
  for (const line of box.querySelectorAll<HTMLElement>('[data-place]')) {
    if (line.offsetTop + line.offsetHeight > box.scrollTop) {
      return { place: Number(line.dataset.place), offset: line.offsetTop - box.scrollTop };
    }
  }
  return null;
}

/** Keeps what is looked at where it is, while lines above it go, or turn out higher than guessed. Not every browser does by itself. */
function stay(box: HTMLElement, anchor: Anchor | null, shift: number): void {
  const line = anchor && box.querySelector<HTMLElement>(`[data-place="${anchor.place}"]`);
  const moved = line ? line.offsetTop - box.scrollTop - anchor.offset : -shift;
  if (Math.abs(moved) >= 1) {
    box.scrollTop += moved;
  }
}

function measure(box: HTMLElement, measured: Map<number, number>): void {
  for (const drawn of box.querySelectorAll<HTMLElement>('[data-chunk]')) {
    if (drawn.offsetHeight > 0) {
      measured.set(Number(drawn.dataset.chunk), drawn.offsetHeight);
    }
  }
}

/** Scrolls to a line. False if the line is not drawn yet: then it has scrolled near it, and the line is drawn next time. */
function goTo(
  box: HTMLElement,
  chunks: readonly LogChunk[],
  heights: readonly number[],
  place: number,
  onTop: (top: number) => void,
): boolean {
  const line = box.querySelector(`[data-place="${place}"]`);
  if (line) {
    line.scrollIntoView({ block: 'center' });
    return true;
  }
  const index = chunks.findIndex(({ entries }) => entries.some((entry) => entry.place === place));
  if (index < 0) {
    return true;
  }
  box.scrollTop = offsetOf(heights, index);
  onTop(offsetOf(heights, index));
  return false;
}
