/** What the address of the page says: it can be shared. */
export interface Route {
  /** The daemon to show; null: all. */
  readonly source: string | null;
  /** The run whose drawer is open. */
  readonly run: { readonly source: string; readonly id: string } | null;
  /** For a page on a wall. */
  readonly kiosk: boolean;
}

export function parseRoute(search: string): Route {
  const query = new URLSearchParams(search);
  const run = query.get('run');
  const slash = run?.indexOf('/') ?? -1;
  return {
    source: query.get('source') || null,
    run: run && slash > 0 && slash < run.length - 1 ? { source: run.slice(0, slash), id: run.slice(slash + 1) } : null,
    kiosk: query.has('kiosk'),
  };
}

/** The address of a route, from the path on. */
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
  const text = query.toString();
  return text ? `/?${text}` : '/';
}
