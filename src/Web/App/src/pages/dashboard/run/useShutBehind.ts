import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Where the drawer takes the whole screen, and what is behind it cannot be used. */
const wholeScreen = '(max-width: 44rem)';

/**
 * Keeps the keyboard from what a drawer hides: from everything behind it where it takes the whole screen, and otherwise from the
 * controls at the end of the strip as far as it lies over them.
 */
export function useShutBehind(drawer: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = drawer.current;
    if (!element) {
      return;
    }
    const query = matchMedia(wholeScreen);
    const behind = [...(element.parentElement?.children ?? [])].filter(
      (sibling) => sibling !== element && !sibling.classList.contains('notice'),
    );
    const controls = document.querySelector('.strip-end');
    const shut = () => {
      for (const sibling of behind) {
        sibling.toggleAttribute('inert', query.matches);
      }
      controls?.toggleAttribute('inert', isOver(element, controls));
    };
    shut();
    addEventListener('resize', shut);
    return () => {
      removeEventListener('resize', shut);
      for (const shutOff of [...behind, controls]) {
        shutOff?.removeAttribute('inert');
      }
    };
  }, []);
}

/** Whether a drawer at the right edge lies over something, if only in part. */
const isOver = (drawer: Element, below: Element): boolean =>
  drawer.getBoundingClientRect().left < below.getBoundingClientRect().right;
