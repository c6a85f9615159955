/** At most this often, so that a page that fails right away is no storm of requests. */
const leastApartMs = 60_000;
/** Long enough for a host that restarts to be there again. */
const firstMs = 5000;

/** The name under which this tab keeps when it last woke. */
const key = 'flextmonitor.woke';

/** How long from now to load the page anew after an error, when it was last so loaded at a time; null where it never was. */
export const wakeInMs = (nowMs: number, lastMs: number | null): number =>
  lastMs === null ? firstMs : Math.max(firstMs, lastMs + leastApartMs - nowMs);

/**
 * Loads a page on a wall anew after an error, as nobody stands before it who could: never more than once a minute.
 * `isOn` is asked when something happens.
 */
export function startWaking(isOn: () => boolean, storage: Storage = sessionStorage): { wake(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wake = () => {
    if (!isOn() || timer !== undefined) {
      return;
    }
    const last = Number(storage.getItem(key));
    timer = setTimeout(
      () => {
        timer = undefined;
        if (isOn()) {
          storage.setItem(key, String(Date.now()));
          location.reload();
        }
      },
      wakeInMs(Date.now(), last > 0 ? last : null),
    );
  };
  addEventListener('error', (event) => !isHarmless(event) && wake());
  addEventListener('unhandledrejection', wake);
  return { wake };
}

/** Browsers report it when what is observed changes twice within a frame; the next frame has it right. */
const isHarmless = (event: ErrorEvent): boolean => event.message?.startsWith('ResizeObserver loop') ?? false;
