import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface Place {
  readonly key: string;
  readonly left: string;
  readonly top: string;
  readonly isAbove: boolean;
}

const halfWidthPx = 150;
const roomPx = 220;
const hideAfterMs = 120;

/** The place of a run's card: beside the run under the pointer or with the focus. It stays while the pointer is on the card. */
export function useRunCard(body: RefObject<HTMLElement | null>) {
  const [place, setPlace] = useState<Place | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (target: EventTarget | null) => {
    const bar = target instanceof Element ? target.closest<HTMLElement>('[data-run]') : null;
    const isOnCard = target instanceof Element && target.closest('.run-card') !== null;
    if (bar || isOnCard) {
      clearTimeout(timer.current);
    }
    if (bar && body.current) {
      setPlace(placeOf(bar, body.current));
    }
  };
  const hide = () => setPlace(null);
  const hideSoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(hide, hideAfterMs);
  };
  return {
    key: place?.key ?? null,
    left: place?.left ?? '',
    top: place?.top ?? '',
    isAbove: place?.isAbove ?? false,
    hide,
    events: {
      onMouseOver: (event: MouseEvent) => show(event.target),
      onMouseOut: hideSoon,
      onFocusIn: (event: FocusEvent) => show(event.target),
      onFocusOut: hideSoon,
    },
  };
}

function placeOf(bar: HTMLElement, body: HTMLElement): Place {
  const within = body.getBoundingClientRect();
  const at = bar.getBoundingClientRect();
  const middle = (at.left + at.right) / 2 - within.left;
  const isAbove = at.bottom + roomPx > document.documentElement.clientHeight && at.top > roomPx;
  const left = Math.max(halfWidthPx, Math.min(within.width - halfWidthPx, middle));
  return {
    key: bar.dataset.run ?? '',
    left: `${left.toFixed(0)}px`,
    top: `${((isAbove ? at.top - 6 : at.bottom + 6) - within.top).toFixed(0)}px`,
    isAbove,
  };
}
