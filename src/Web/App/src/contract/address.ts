/**
 * The path below which a proxy serves the monitor, such as `/monitor`; empty at the root of its host. The host writes it into the first
 * element of every document.
 */
export const pathBase = (): string => document.documentElement.dataset.pathBase ?? '';

/** The address of something of the host, by its path from the monitor's root on. */
export const addressOf = (path: string): string => `${pathBase()}${path}`;

/** Where the hub is, from the monitor's root on. */
export const hubPath = '/hubs/dashboard';

/** The path from the monitor's root on of an address of this origin; the address itself where it is not below the monitor's root. */
export function pathOf(pathname: string): string {
  const base = pathBase();
  if (base !== '' && pathname === base) {
    return '/';
  }
  return pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname;
}

/** The name of what a monitor keeps in the browser: two monitors may share one origin, below different paths. */
export const keptName = (name: string): string => `${name}${pathBase()}`;
