import { withTimeout } from '../../connection/withTimeout';

/** At most this often, so that a page that fails right away is no storm of requests. */
const leastApartMs = 60_000;
/** Long enough for a host that restarts to be there again. */
const firstMs = 5000;
/** How long to wait before the next look for a host that does not answer, and how long one may take. */
const againMs = 10_000;

/** The name under which this tab keeps when it last woke. */
const key = 'flextmonitor.woke';

/** How long from now to load the page anew after an error, when it was last so loaded at a time; null where it never was. */
export const wakeInMs = (nowMs: number, lastMs: number | null): number =>
  lastMs === null ? firstMs : Math.max(firstMs, lastMs + leastApartMs - nowMs);

/**
 * Loads a page on a wall anew after an error, as nobody stands before it who could: never more than once a minute, and not while the
 * host does not answer, which would leave the wall with the browser's own page, from which nothing wakes. `isOn` is asked when
 * something happens.
 */
export function startWaking(isOn: () => boolean, storage: Storage = sessionStorage): { wake(): void } {
  let isWaking = false;
  const load = async () => {
    if (isOn() && !(await answers())) {
      setTimeout(() => void load(), againMs);
      return;
    }
    isWaking = false;
    if (isOn()) {
      storage.setItem(key, String(Date.now()));
      location.reload();
    }
  };
  const wake = () => {
    if (isOn() && !isWaking) {
      isWaking = true;
      const last = Number(storage.getItem(key));
      setTimeout(() => void load(), wakeInMs(Date.now(), last > 0 ? last : null));
    }
  };
  addEventListener('error', (event) => !isHarmless(event) && wake());
  addEventListener('unhandledrejection', wake);
  return { wake };
}

/** Whether the host is there to load the page from. */
async function answers(): Promise<boolean> {
  try {
    const answer = await withTimeout(againMs, fetch('/health/live', { cache: 'no-store' }));
    return answer.ok;
  } catch {
    // It is not, and is asked again.
    return false;
  }
}

/** Browsers report it when what is observed changes twice within a frame; the next frame has it right. */
const isHarmless = (event: ErrorEvent): boolean => event.message?.startsWith('ResizeObserver loop') ?? false;
