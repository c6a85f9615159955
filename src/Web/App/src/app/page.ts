import type { ComponentType } from 'preact';
import type { IconName } from '../kit/Icon';
import type { Account } from '../state/monitor';
import { holdsRole, type Role } from '../state/roles';
import type { TextName } from '../text/text';

/** Parts of the address that a page may show. */
export type Kept = 'source' | 'run' | 'kiosk' | 'range' | 'query';

/** A page of the application, as the manifest (pages.ts) lists it. */
export interface PageEntry {
  /** Its address from the root on, without a slash at the end. A part such as `:id` stands for any text. */
  readonly path: string;
  readonly title: TextName;
  readonly icon: IconName;
  /** The least role that may open it; null: anyone who is signed in, also without a role. */
  readonly role: Role | null;
  /** Whether the menu and the command palette list it; `palette`: only that. */
  readonly isListed: boolean | 'palette';
  /** The changes of the address that this page shows itself; any other leads to the dashboard. */
  readonly keeps: readonly Kept[];
  /** Fetches what draws it. Called when it is first opened. */
  load(): Promise<ComponentType>;
}

export const homePath = '/';
export const runsPath = '/runs';
export const historyPath = '/history';
export const alertsPath = '/alerts';
export const channelsPath = '/alerts/channels';
export const dashboardsPath = '/dashboards';

/** The address of a dashboard of one's own, and of the page that arranges it. */
export const dashboardPath = (id: string): string => `${dashboardsPath}/${encodeURIComponent(id)}`;
export const dashboardEditPath = (id: string): string => `${dashboardPath(id)}/edit`;

/** Whether a path is that of a dashboard of one's own. */
export const isDashboard = (path: string): boolean => parametersOf('/dashboards/:id', path) !== null;

/** The address of a problem's page, to which messages link. */
export const problemPath = (id: string): string => `/problems/${encodeURIComponent(id)}`;

/** The address of a pipeline's page. */
export const pipelinePath = (source: string, id: string): string =>
  `/pipelines/${encodeURIComponent(source)}/${encodeURIComponent(id)}`;

export const pageAt = (pages: readonly PageEntry[], path: string): PageEntry | undefined =>
  pages.find((page) => parametersOf(page.path, path) !== null);

/** What stands at the places of a page's `:name` parts; null if the path is not one of that page. */
export function parametersOf(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const parts = path.split('/');
  const wanted = pattern.split('/');
  if (parts.length !== wanted.length) {
    return null;
  }
  const found: Record<string, string> = {};
  for (const [place, part] of wanted.entries()) {
    const given = parts[place] ?? '';
    const value = part.startsWith(':') ? decoded(given) : null;
    if (value) {
      found[part.slice(1)] = value;
    } else if (part !== given || part.startsWith(':')) {
      return null;
    }
  }
  return found;
}

/** Null for what no text is written as. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    // Such as a lone %.
    return null;
  }
}

/**
 * Whether an account may open a page; `unknown` until the host has said who is signed in. A page for viewers waits for no account: the hub
 * itself turns away somebody without that role.
 */
export function accessTo({ role }: PageEntry, account: Account | null): 'open' | 'refused' | 'unknown' {
  if (role === null || role === 'viewer' || holdsRole(account, role)) {
    return 'open';
  }
  return account ? 'refused' : 'unknown';
}

/** The pages that the menu offers to an account. */
export const listedPages = (pages: readonly PageEntry[], account: Account | null): readonly PageEntry[] =>
  findablePages(pages, account).filter(({ isListed }) => isListed === true);

/** The pages that the command palette offers to an account. */
export const findablePages = (pages: readonly PageEntry[], account: Account | null): readonly PageEntry[] =>
  pages.filter((page) => page.isListed && accessTo(page, account) === 'open');
