import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Where the drawer takes the whole screen, and what is behind it cannot be used. */
const wholeScreen = '(max-width: 44rem)';

/** Moves the focus into a drawer when it opens or shows something else, and back to where it was when it closes; Escape closes it. */
export function useDrawerFocus(drawer: RefObject<HTMLElement | null>, shown: string, onClose: () => void): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && before instanceof HTMLElement && before.isConnected) {
        before.focus();
      }
    };
  }, []);
  useEffect(() => {
    if (!drawer.current?.contains(document.activeElement)) {
      drawer.current?.focus();
    }
  }, [shown]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // What is open above the drawer, and boxes that have something to empty, take Escape for themselves.
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog:modal')) {
        onClose();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
  useEffect(() => {
    const query = matchMedia(wholeScreen);
    const behind = [...(drawer.current?.parentElement?.children ?? [])].filter(
      (element) => element !== drawer.current && !element.classList.contains('notice'),
    );
    const shut = () => {
      for (const element of behind) {
        element.toggleAttribute('inert', query.matches);
      }
    };
    shut();
    query.addEventListener('change', shut);
    return () => {
      query.removeEventListener('change', shut);
      for (const element of behind) {
        element.removeAttribute('inert');
      }
    };
  }, []);
}
