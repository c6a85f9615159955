import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Whether nothing has the focus: the browser drops it where what had it goes. */
export const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** Where what has the focus within a part of the page goes, its heir is given it: who uses the keyboard would start at the top again. */
export function useFocusHeir(part: RefObject<HTMLElement | null>, heir: () => HTMLElement | null): void {
  // While it is drawn, all that was there before still is.
  const hadFocus = part.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (hadFocus && isFocusLost()) {
      heir()?.focus();
    }
  });
}
