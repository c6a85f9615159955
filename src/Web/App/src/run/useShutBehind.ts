import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { mediaOf } from '../kit/media';

/** The widths at which the drawer fills the screen. */
const wholeScreen = mediaOf('(max-width: 44rem)');

/**
 * Keeps the keyboard focus out of what a drawer covers: everything behind it if it fills the screen, otherwise the controls at the end of
 * the header if it lies over them.
 */
export function useShutBehind(drawer: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = drawer.current;
    if (!element) {
      return;
    }
    const behind = [...(element.parentElement?.children ?? [])].filter(
      (sibling) => sibling !== element && !sibling.classList.contains('notice'),
    );
    const controls = document.querySelector('.strip-end');
    const shut = () => {
      for (const sibling of behind) {
        sibling.toggleAttribute('inert', wholeScreen.matches());
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
