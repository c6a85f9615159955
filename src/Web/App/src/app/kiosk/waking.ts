import { withTimeout } from '../../connection/withTimeout';
import { addressOf } from '../../contract/address';
import { readStored, type StorageSource, tabStorage, writeStored } from '../../state/browserStorage';

/** At most this often, so that a page that fails right away does not flood the host with requests. */
const leastApartMs = 60_000;
/** Long enough for a host that restarts to be there again. */
const firstMs = 5000;
/** How long to wait before asking again a host that did not answer, and how long one answer may take. */
const againMs = 10_000;

/** The name under which this tab keeps when it was last reloaded after an error. */
const key = 'flextmonitor.woke';

/** After how many milliseconds to reload the page after an error. `lastMs`: when it was last reloaded after one; null if it never was. */
export const wakeInMs = (nowMs: number, lastMs: number | null): number =>
  lastMs === null ? firstMs : Math.max(firstMs, lastMs + leastApartMs - nowMs);

/**
 * Reloads a page on a wall after an error, because nobody is there to do it: at most once a minute, and only when the host answers.
 * Otherwise the wall would be left with the browser's own error page, which reloads nothing. `isOn` is called when something happens.
 */
export function startWaking(isOn: () => boolean, storage: StorageSource = tabStorage): { wake(): void } {
  const startedAtMs = Date.now();
  let isWaking = false;
  const load = async () => {
    if (isOn() && !(await answers())) {
      setTimeout(() => void load(), againMs);
      return;
    }
    isWaking = false;
    if (isOn()) {
      writeStored(storage, key, String(Date.now()));
      location.reload();
    }
  };
  const wake = () => {
    if (isOn() && !isWaking) {
      isWaking = true;
      const last = lastWokenMs(storage, startedAtMs);
      setTimeout(() => void load(), wakeInMs(Date.now(), last));
    }
  };
  addEventListener('error', (event) => !isHarmless(event) && wake());
  addEventListener('unhandledrejection', wake);
  return { wake };
}

/** When this tab was last reloaded after an error. Without a storage nobody knows: its start may have been one. */
function lastWokenMs(storage: StorageSource, startedAtMs: number): number | null {
  const kept = Number(readStored(storage, key));
  if (kept > 0) {
    return kept;
  }
  return canStore(storage) ? null : startedAtMs;
}

const canStore = (storage: StorageSource): boolean => writeStored(storage, `${key}.probe`, '');

/** Whether the host is there to load the page from. */
async function answers(): Promise<boolean> {
  try {
    const answer = await withTimeout(againMs, fetch(addressOf('/health/live'), { cache: 'no-store' }));
    return answer.ok;
  } catch {
    // It is not, and is asked again.
    return false;
  }
}

/** Browsers report it when what is observed changes twice within a frame; the next frame has it right. */
const isHarmless = (event: ErrorEvent): boolean => event.message?.startsWith('ResizeObserver loop') ?? false;
