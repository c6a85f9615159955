import { useEffect, useState } from 'preact/hooks';
import { type Refusal, readRefusal } from '../../connection/refusal';
import { withTimeout } from '../../connection/withTimeout';
import { addressOf } from '../../contract/address';
import { type Connections, parseConnections } from './connection';

export interface Known {
  /** Null before the first answer. */
  readonly connections: Connections | null;
  /** When the host answered, by the hub's clock, as the connections' own times are. */
  readonly atMs: number;
  /** Why the list is not renewed; null while it is. */
  readonly failure: ListFailure | null;
}

export interface ListFailure {
  readonly kind: 'signed-out' | 'forbidden' | 'unreachable' | 'failed';
  /** What the host answered; null if it did not. */
  readonly refusal: Refusal | null;
}

const everyMs = 5000;
const limitMs = 10_000;

/** Who is connected; asked every five seconds while the tab is visible. */
export function useConnections(): Known {
  const [known, setKnown] = useState<Known>({ connections: null, atMs: 0, failure: null });
  useEffect(() => {
    let isAsking = false;
    const ask = async () => {
      if (isAsking || document.visibilityState !== 'visible') {
        return;
      }
      isAsking = true;
      const answer = await askOnce();
      isAsking = false;
      setKnown((before) => ('kind' in answer ? { ...before, failure: answer } : answer));
    };
    const askNow = () => void ask();
    const timer = setInterval(askNow, everyMs);
    document.addEventListener('visibilitychange', askNow);
    askNow();
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askNow);
    };
  }, []);
  return known;
}

async function askOnce(): Promise<Known | ListFailure> {
  try {
    const answer = await withTimeout(
      limitMs,
      fetch(addressOf('/api/connections'), { headers: { Accept: 'application/json' }, cache: 'no-store' }),
    );
    if (!answer.ok) {
      return failureOf(await readRefusal(answer));
    }
    const atMs = Date.parse(answer.headers.get('Date') ?? '') || Date.now();
    return { connections: parseConnections(await answer.json()), atMs, failure: null };
  } catch {
    // The page says so, and asks again.
    return { kind: 'unreachable', refusal: null };
  }
}

const failureOf = (refusal: Refusal): ListFailure => ({
  kind: refusal.status === 401 ? 'signed-out' : refusal.status === 403 ? 'forbidden' : 'failed',
  refusal,
});
