import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { isFocusLost, useFocusHeir } from '../kit/useFocusHeir';

/**
 * Moves the focus into a drawer when it opens or shows something else, keeps it there while it is open, and moves it back to where it was
 * when it closes; Escape closes it.
 */
export function useDrawerFocus(drawer: RefObject<HTMLElement | null>, shown: string, onClose: () => void): void {
  const before = useRef<Element | null>(null);
  // Before anything behind the drawer is shut, which takes the focus from it.
  useLayoutEffect(() => {
    before.current = document.activeElement;
  }, []);
  useFocusHeir(drawer, () => drawer.current);
  useEffect(
    () => () => {
      if (isFocusLost() && before.current instanceof HTMLElement && before.current.isConnected) {
        before.current.focus();
      }
    },
    [],
  );
  useEffect(() => {
    if (!drawer.current?.contains(document.activeElement)) {
      drawer.current?.focus();
    }
  }, [shown]);
  // As soon as it is drawn: an effect would come after the next frame, and Escape pressed before that would be lost.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // What is open above the drawer, and boxes that have something to empty, take Escape for themselves.
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog:modal')) {
        onClose();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
}
