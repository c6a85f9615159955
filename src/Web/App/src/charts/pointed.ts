import { useEffect, useState } from 'preact/hooks';

const listeners = new Set<() => void>();
let pointedMs: number | null = null;

/** The time that somebody points at in one of the charts; null if nobody does. All charts show it. */
export function point(atMs: number | null): void {
  if (atMs !== pointedMs) {
    pointedMs = atMs;
    for (const listener of listeners) {
      listener();
    }
  }
}

export function usePointed(): number | null {
  const [atMs, setAtMs] = useState(pointedMs);
  useEffect(() => {
    const take = () => setAtMs(pointedMs);
    listeners.add(take);
    return () => {
      listeners.delete(take);
    };
  }, []);
  return atMs;
}
