import { addressOf, pathOf } from '../contract/address';
import { formatRange, parseRange, type TimeRange } from '../state/timeRange';
import { homePath, type Kept } from './page';

/** What the address says: it can be shared. */
export interface Route {
  /** The page, from the root on. */
  readonly path: string;
  /** The daemon to show; null: all. */
  readonly source: string | null;
  /** The run whose drawer is open. */
  readonly run: { readonly source: string; readonly id: string } | null;
  /** Whether the dashboard is shown on a wall. */
  readonly kiosk: boolean;
  /** The time that charts, the timeline and lists of runs show; null: what the page shows by itself. */
  readonly range: TimeRange | null;
  /** What else a page that is not the dashboard keeps in the address, such as filters. */
  readonly own: Readonly<Record<string, string>>;
}

export const homeRoute: Route = { path: homePath, source: null, run: null, kiosk: false, range: null, own: {} };

/** Parameters that have the same meaning on every page. */
const shared: ReadonlySet<string> = new Set(['source', 'run', 'kiosk', 'range', 'from', 'to']);

export function parseRoute({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Route {
  const path = pathOf(pathname);
  const query = new URLSearchParams(search);
  const run = query.get('run');
  const slash = run?.indexOf('/') ?? -1;
  return {
    path,
    source: query.get('source') || null,
    run: run && slash > 0 && slash < run.length - 1 ? { source: run.slice(0, slash), id: run.slice(slash + 1) } : null,
    kiosk: path === homePath && query.has('kiosk'),
    range: parseRange(query),
    own: path === homePath ? {} : Object.fromEntries([...query].filter(([name, value]) => !shared.has(name) && value !== '')),
  };
}

/** The address of a route on its host. */
export function formatRoute(route: Route): string {
  const query = new URLSearchParams();
  if (route.source) {
    query.set('source', route.source);
  }
  if (route.run) {
    query.set('run', `${route.run.source}/${route.run.id}`);
  }
  if (route.kiosk) {
    query.set('kiosk', '');
  }
  for (const [name, value] of route.range ? formatRange(route.range) : []) {
    query.set(name, value);
  }
  for (const [name, value] of Object.entries(route.own)) {
    query.set(name, value);
  }
  const text = query.toString();
  return addressOf(text ? `${route.path}?${text}` : route.path);
}

/**
 * The route after a change. A change that names a path opens that page afresh. Any other stays on the page if that shows what changes
 * (`keeps`), with everything that it does not name; otherwise it leads to the dashboard.
 */
export function changedRoute(route: Route, change: Partial<Route>, keeps: readonly Kept[] = []): Route {
  if (change.path !== undefined) {
    return { ...homeRoute, ...change };
  }
  const isKept = Object.keys(change).every((name) => keeps.some((kept) => kept === name));
  return isKept ? { ...route, ...change } : { ...homeRoute, ...change };
}
