import type { BoundDashboard } from '../../state/monitor';
import type { Application } from '../application';
import { dashboardPath, isDashboard } from '../page';
import type { Route } from '../route';
import { boundTo } from './bound';

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

/** Shows the daemons, or several dashboards, on a wall by turns, if its address or the token of the screen asks for that. */
export function startRotation(application: Application): void {
  let turnedAtMs = performance.now();
  setInterval(() => {
    const { route, store } = application;
    const seconds = secondsOf(route, boundTo(store.state.account));
    const isDue = seconds !== null && performance.now() - turnedAtMs >= seconds * tickMs;
    if (route.kiosk && isDue && route.run === null && document.visibilityState === 'visible') {
      turnedAtMs = performance.now();
      application.turnTo(next(application));
    }
  }, tickMs);
}

/** How long what is shown stays; null: for good. A bound screen follows its token, whatever its address says. */
export function secondsOf({ path, rotateSeconds }: Route, bound: readonly BoundDashboard[]): number | null {
  if (bound.length === 0) {
    return rotateSeconds;
  }
  return bound.length === 1 ? null : (bound.find(({ id }) => dashboardPath(id) === path)?.seconds ?? null);
}

function next({ route, store }: Application): Partial<Route> {
  const bound = boundTo(store.state.account).map(({ id }) => id);
  return isDashboard(route.path)
    ? { path: nextDashboard(bound.length > 0 ? bound : route.rotateTo, route.path) }
    : { source: nextSource([...store.state.sources.keys()], route.source) };
}
