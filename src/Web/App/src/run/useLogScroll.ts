import { useLayoutEffect, useRef } from 'preact/hooks';

interface Scrolled {
  /** Heights by chunk, as they were drawn. */
  readonly measured: Map<number, number>;
  /** The row to go to when it changes; null for none. */
  readonly current: { readonly index: number } | null;
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
export function useLogScroll({ measured, current, isWrapped, isFollowing, onFollow, onTop }: Scrolled) {
  const box = useRef<HTMLDivElement>(null);
  const last = useRef({ top: 0, height: 0 });
  const viewport = useRef(viewportAtFirst);
  const goal = useRef<number | null>(null);
  const asked = useRef<Scrolled['current']>(null);
  if (asked.current !== current) {
    asked.current = current;
    goal.current = current?.index ?? null;
  }
  const anchor = useRef<Anchor | null>(null);
  useLayoutEffect(() => measured.clear(), [isWrapped]);
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
      goal.current = goTo(element, goal.current) ? null : goal.current;
      onTop(element.scrollTop);
    } else {
      stay(element, anchor.current);
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
    if (goal.current !== null) {
      return;
    }
    if (scrollHeight - scrollTop - clientHeight <= endPixels) {
      onFollow(true);
    } else if (isByHand && isUp) {
      onFollow(false);
    }
  };
  const onWheel = () => {
    goal.current = null;
  };
  return {
    box,
    viewport: viewport.current,
    /** The row that is gone to; null if it is there. */ goal: goal.current,
    onScroll,
    onWheel,
  };
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

/** Keeps what is looked at where it is, while lines above it turn out higher than guessed. Not every browser does by itself. */
function stay(box: HTMLElement, anchor: Anchor | null): void {
  const line = anchor && box.querySelector<HTMLElement>(`[data-place="${anchor.place}"]`);
  const moved = line ? line.offsetTop - box.scrollTop - anchor.offset : 0;
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

/** Scrolls to a row. False if it is not there yet: then its place is scrolled to, and the row once it is there. */
function goTo(box: HTMLElement, place: number): boolean {
  const line = box.querySelector<HTMLElement>(`[data-place="${place}"]`);
  line?.scrollIntoView({ block: 'center' });
  return line?.dataset.held !== undefined;
}
