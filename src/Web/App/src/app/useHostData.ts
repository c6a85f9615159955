import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { askHost, type HostFailure } from '../connection/hostApi';

export interface HostData<T> {
  /** What the host answered last; null before its first answer. */
  readonly value: T | null;
  /** When it answered that, by the host's clock. */
  readonly atMs: number;
  /** Why the value is not renewed; null while it is. */
  readonly failure: HostFailure | null;
  /** Asks again now, as after a change. */
  renew(): Promise<void>;
}

interface Known<T> {
  readonly path: string;
  readonly value: T | null;
  readonly atMs: number;
  readonly failure: HostFailure | null;
}

const nothing = { value: null, atMs: 0, failure: null };

/** Something that the host tells over HTTP: asked at once, every so often while the tab is visible, and when it is shown again. */
export function useHostData<T>(path: string, parse: (sent: unknown) => T, everyMs: number): HostData<T> {
  const [known, setKnown] = useState<Known<T>>({ path, ...nothing });
  const newest = useRef(0);
  const ask = useCallback(
    async (isBackground: boolean) => {
      newest.current += 1;
      const own = newest.current;
      const answer = await askHost(path, parse, { isBackground });
      if (own === newest.current) {
        setKnown((before) => after(before.path === path ? before : { path, ...nothing }, answer));
      }
    },
    [path, parse],
  );
  useEffect(() => {
    const askAgain = () => document.visibilityState === 'visible' && void ask(true);
    const timer = setInterval(askAgain, everyMs);
    document.addEventListener('visibilitychange', askAgain);
    void ask(false);
    return () => {
      // An answer that is still under way is for nobody.
      newest.current += 1;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askAgain);
    };
  }, [ask, everyMs]);
  const shown = known.path === path ? known : nothing;
  return { value: shown.value, atMs: shown.atMs, failure: shown.failure, renew: () => ask(false) };
}

const after = <T>(before: Known<T>, answer: Awaited<ReturnType<typeof askHost<T>>>): Known<T> =>
  answer.kind === 'done'
    ? { path: before.path, value: answer.value, atMs: answer.atMs, failure: null }
    : { ...before, failure: answer };
