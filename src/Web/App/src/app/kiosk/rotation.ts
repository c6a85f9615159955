import type { Application } from '../application';

const tickMs = 1000;

/** What a wall shows next: all daemons, then each by itself, and over again. With one daemon it stays. */
export function nextSource(sources: readonly string[], shown: string | null): string | null {
  if (sources.length < 2) {
    return shown;
  }
  return shown === null ? (sources[0] ?? null) : (sources[sources.indexOf(shown) + 1] ?? null);
}

/** Shows the daemons on a wall by turns, if its address asks for that. */
export function startRotation(application: Application): void {
  let turnedAtMs = performance.now();
  setInterval(() => {
    const { kiosk, rotateSeconds, source, run } = application.route;
    const isDue = rotateSeconds !== null && performance.now() - turnedAtMs >= rotateSeconds * tickMs;
    if (kiosk && isDue && run === null && document.visibilityState === 'visible') {
      turnedAtMs = performance.now();
      application.turnTo(nextSource([...application.store.state.sources.keys()], source));
    }
  }, tickMs);
}
