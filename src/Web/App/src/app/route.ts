import { addressOf, pathOf } from '../contract/address';
import { fleetParameters } from '../state/fleetFilter';
import { logParameters } from '../state/logFilter';
import { tableParameters } from '../state/tableAddress';
import { formatRange, parseRange, rangeParameters, type TimeRange } from '../state/timeRange';
import { homePath, isDashboard, type Kept } from './page';
import { type DialogPlace, formatDialogPlace, formatRunPlace, parseDialogPlace, parseRunPlace, type RunPlace } from './places';

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
  /** The dialog that is open. */
  readonly dialog: DialogPlace | null;
  /** What a page keeps in its address besides, such as a filter; empty if it keeps nothing. */
  readonly query: string;
}

/** Shorter turns cannot be read, and longer ones are none. */
const leastRotateSeconds = 5;
const mostRotateSeconds = 3600;

/** What every page reads from the address. */
const common = ['source', 'run', 'line', 'kiosk', 'rotate', 'dialog'] as const;

export const homeRoute: Route = {
  path: homePath,
  source: null,
  run: null,
  kiosk: false,
  rotateSeconds: null,
  rotateTo: [],
  range: null,
  dialog: null,
  query: '',
};

export function parseRoute({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Route {
  const path = pathOf(pathname);
  const query = new URLSearchParams(search);
  const range = parseRange(query);
  const isOwn = isDashboard(path);
  const kiosk = (path === homePath || isOwn) && query.has('kiosk');
  const rotateTo = kiosk && isOwn ? idsIn(query.get('rotate')) : [];
  const run = parseRunPlace(query);
  return {
    path,
    source: query.get('source') || null,
    run,
    kiosk,
    rotateSeconds: kiosk ? rotation(query.get(isOwn ? 'seconds' : 'rotate')) : null,
    rotateTo,
    range,
    dialog: parseDialogPlace(query.get('dialog') ?? ''),
    query: path === homePath ? only(homeParameters, query) : without(shared(isOwn, run, range), query),
  };
}

/** What of an address is no page's own. */
const shared = (isOwn: boolean, run: RunPlace | null, range: TimeRange | null): readonly string[] => [
  ...common,
  ...(run ? logParameters : []),
  ...(isOwn ? ownParameters : []),
  ...(range ? rangeParameters : []),
];

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
const homeParameters: readonly string[] = [...fleetParameters, ...tableParameters];

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
export const formatRoute = (route: Route): string => addressOf(pageAddress(route));

/** The address of a route from the monitor's root on. */
export function pageAddress(route: Route): string {
  const query = new URLSearchParams(route.query);
  if (route.source) {
    query.set('source', route.source);
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
  const places = [...(route.run ? formatRunPlace(route.run) : []), ...(route.range ? formatRange(route.range) : [])];
  for (const [name, value] of places) {
    query.set(name, value);
  }
  if (route.dialog) {
    query.set('dialog', formatDialogPlace(route.dialog));
  }
  const text = query.toString();
  return text ? `${route.path}?${text}` : route.path;
}

/**
 * The route after a change. A change that names a path opens that page afresh. Any other stays on the page if that shows what changes
 * (`keeps`; every page shows its dialogs), with everything that it does not name; otherwise it leads to the dashboard.
 */
export function changedRoute(route: Route, change: Partial<Route>, keeps: readonly Kept[] = []): Route {
  if (change.path !== undefined) {
    return { ...homeRoute, ...change };
  }
  const isKept = Object.keys(change).every((name) => name === 'dialog' || keeps.some((kept) => kept === name));
  return isKept ? { ...route, ...change } : { ...route, path: homePath, dialog: null, query: '', ...change };
}
