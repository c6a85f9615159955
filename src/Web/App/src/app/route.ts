import { addressOf, pathOf } from '../contract/address';
import { fleetParameters } from '../state/fleetFilter';
import { runStatusParameter } from '../state/table';
import { formatRange, parseRange, rangeParameters, type TimeRange } from '../state/timeRange';
import { homePath, isDashboard, type Kept } from './page';

/** A run, and the line of its log that is looked at. */
export interface RunPlace {
  readonly source: string;
  readonly id: string;
  /** 1 or more; absent if no line is. */
  readonly line?: number;
}

/** What the address says: it can be shared. */
export interface Route {
  /** The page, from the root on. */
  readonly path: string;
  /** The daemon to show; null: all. */
  readonly source: string | null;
  /** The run whose drawer is open. */
  readonly run: RunPlace | null;
  /** Whether the dashboard is shown on a wall. */
  readonly kiosk: boolean;
  /** After how many seconds a wall shows another daemon, 5 to 3600; null: it shows the same all the time. */
  readonly rotateSeconds: number | null;
  /** The dashboards that a wall shows by turns, by id; empty: the same all the time, or one daemon after the other. */
  readonly rotateTo: readonly string[];
  /** The time that charts, the timeline and lists of runs show; null: what the page shows by itself. */
  readonly range: TimeRange | null;
  /** What a page keeps in its address besides, such as a filter; empty if it keeps nothing. */
  readonly query: string;
}

/** Shorter turns cannot be read, and longer ones are none. */
const leastRotateSeconds = 5;
const mostRotateSeconds = 3600;

/** What every page reads from the address. */
const common = ['source', 'run', 'line', 'kiosk', 'rotate'] as const;

export const homeRoute: Route = {
  path: homePath,
  source: null,
  run: null,
  kiosk: false,
  rotateSeconds: null,
  rotateTo: [],
  range: null,
  query: '',
};

export function parseRoute({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Route {
  const path = pathOf(pathname);
  const query = new URLSearchParams(search);
  const range = parseRange(query);
  const isOwn = isDashboard(path);
  const kiosk = (path === homePath || isOwn) && query.has('kiosk');
  const rotateTo = kiosk && isOwn ? idsIn(query.get('rotate')) : [];
  return {
    path,
    source: query.get('source') || null,
    run: runPlace(query.get('run') ?? '', query.get('line')),
    kiosk,
    rotateSeconds: kiosk ? rotation(query.get(isOwn ? 'seconds' : 'rotate')) : null,
    rotateTo,
    range,
    query:
      path === homePath
        ? only(homeParameters, query)
        : without([...common, ...(isOwn ? ownParameters : []), ...(range ? rangeParameters : [])], query),
  };
}

/** A daemon, the id of one of its runs, and a line of its log; null for what names none. */
function runPlace(run: string, line: string | null): RunPlace | null {
  const slash = run.indexOf('/');
  if (slash <= 0 || slash === run.length - 1) {
    return null;
  }
  const place = { source: run.slice(0, slash), id: run.slice(slash + 1) };
  const number = Number(line || Number.NaN);
  return Number.isSafeInteger(number) && number > 0 ? { ...place, line: number } : place;
}

/** What an address says of it; null for what is no number of seconds that can be read. */
function rotation(text: string | null): number | null {
  const seconds = Number(text || Number.NaN);
  return Number.isInteger(seconds) && seconds >= leastRotateSeconds && seconds <= mostRotateSeconds ? seconds : null;
}

/** What a dashboard of one's own reads besides on a wall. */
const ownParameters = ['seconds'] as const;

const mostRotated = 20;

const idsIn = (text: string | null): readonly string[] => (text ?? '').split(',').filter(Boolean).slice(0, mostRotated);

/** What the dashboard keeps besides. Anything else in its address is not its own. */
const homeParameters: readonly string[] = [...fleetParameters, runStatusParameter];

function only(names: readonly string[], query: URLSearchParams): string {
  return new URLSearchParams([...query].filter(([name]) => names.includes(name))).toString();
}

function without(names: readonly string[], query: URLSearchParams): string {
  const own = new URLSearchParams(query);
  for (const name of names) {
    own.delete(name);
  }
  return own.toString();
}

/** The address of a route on its host. */
export function formatRoute(route: Route): string {
  const query = new URLSearchParams(route.query);
  if (route.source) {
    query.set('source', route.source);
  }
  if (route.run) {
    query.set('run', `${route.run.source}/${route.run.id}`);
  }
  if (route.run?.line !== undefined) {
    query.set('line', String(route.run.line));
  }
  if (route.kiosk) {
    query.set('kiosk', '');
  }
  if (route.kiosk && route.rotateTo.length > 0) {
    query.set('rotate', route.rotateTo.join(','));
  }
  if (route.kiosk && route.rotateSeconds !== null) {
    query.set(isDashboard(route.path) ? 'seconds' : 'rotate', String(route.rotateSeconds));
  }
  for (const [name, value] of route.range ? formatRange(route.range) : []) {
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
  return isKept ? { ...route, ...change } : { ...route, path: homePath, query: '', ...change };
}
