import { useEffect, useState } from 'preact/hooks';
import { withTimeout } from '../../connection/withTimeout';
import { addressOf } from '../../contract/address';
import { type Connections, parseConnections } from './connection';

export interface Known {
  /** Null before the first answer. */
  readonly connections: Connections | null;
  /** When the host answered, by the hub's clock, as the connections' own times are. */
  readonly atMs: number;
  /** Why the list is not renewed; null while it is. */
  readonly failure: 'signed-out' | 'forbidden' | 'unreachable' | null;
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
      setKnown((before) => (typeof answer === 'string' ? { ...before, failure: answer } : answer));
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

async function askOnce(): Promise<Known | NonNullable<Known['failure']>> {
  try {
    const answer = await withTimeout(
      limitMs,
      fetch(addressOf('/api/connections'), { headers: { Accept: 'application/json' }, cache: 'no-store' }),
    );
    if (answer.status === 401 || answer.status === 403) {
      return answer.status === 401 ? 'signed-out' : 'forbidden';
    }
    if (!answer.ok) {
      return 'unreachable';
    }
    const atMs = Date.parse(answer.headers.get('Date') ?? '') || Date.now();
    return { connections: parseConnections(await answer.json()), atMs, failure: null };
  } catch {
    // The page says so, and asks again.
    return 'unreachable';
  }
}
