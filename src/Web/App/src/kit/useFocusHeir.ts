import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Whether nothing has the focus, as after the focused element was removed. */
export const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/**
 * Gives the focus to an heir when the focused element of a part of the page is removed. Without that a person who uses the keyboard would
 * start at the top again.
 */
export function useFocusHeir(part: RefObject<HTMLElement | null>, heir: () => HTMLElement | null): void {
  // During drawing everything from before is still there.
  const hadFocus = part.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (hadFocus && isFocusLost()) {
      heir()?.focus();
    }
  });
}
