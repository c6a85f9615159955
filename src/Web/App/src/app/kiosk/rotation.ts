import type { Application } from '../application';
import { dashboardPath, isDashboard } from '../page';
import type { Route } from '../route';

const tickMs = 1000;

/** What a wall shows next: all daemons, then each by itself, and over again. With one daemon it stays. */
export function nextSource(sources: readonly string[], shown: string | null): string | null {
  if (sources.length < 2) {
    return shown;
  }
  return shown === null ? (sources[0] ?? null) : (sources[sources.indexOf(shown) + 1] ?? null);
}

/** The path of the dashboard that a wall shows next, the first one again after the last; the same where there is no other. */
export function nextDashboard(ids: readonly string[], shown: string): string {
  const paths = ids.map(dashboardPath);
  return paths[paths.indexOf(shown) + 1] ?? paths[0] ?? shown;
}

/** Shows the daemons, or several dashboards, on a wall by turns, if its address asks for that. */
export function startRotation(application: Application): void {
  let turnedAtMs = performance.now();
  setInterval(() => {
    const { kiosk, rotateSeconds, run } = application.route;
    const isDue = rotateSeconds !== null && performance.now() - turnedAtMs >= rotateSeconds * tickMs;
    if (kiosk && isDue && run === null && document.visibilityState === 'visible') {
      turnedAtMs = performance.now();
      application.turnTo(next(application));
    }
  }, tickMs);
}

const next = ({ route, store }: Application): Partial<Route> =>
  isDashboard(route.path)
    ? { path: nextDashboard(route.rotateTo, route.path) }
    : { source: nextSource([...store.state.sources.keys()], route.source) };
