import type { GridStack } from 'gridstack';
import { useEffect, useState } from 'preact/hooks';

export type Stack = typeof GridStack;

let loaded: Stack | null = null;

/** The library that moves widgets by pointer, loaded only while a dashboard is arranged; null while it is on its way. */
export function useStack(isWanted: boolean): Stack | 'failed' | null {
  const [stack, setStack] = useState<Stack | 'failed' | null>(() => loaded);
  useEffect(() => {
    if (!isWanted || stack !== null) {
      return;
    }
    import('gridstack').then(
      ({ GridStack }) => {
        loaded = GridStack;
        setStack(() => GridStack);
      },
      // The host cannot be reached, or it runs another version by now and no longer has that file.
      () => setStack('failed'),
    );
  }, [isWanted, stack]);
  return stack;
}
