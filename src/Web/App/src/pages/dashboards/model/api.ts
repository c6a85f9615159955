import { askHost, type HostAnswer, tellHost } from '../../../connection/hostApi';
import * as read from '../../../contract/read';
import { sentOf } from './changed';
import { type Access, type Dashboard, parseDashboard, type Visibility } from './document';
import { dashboardApiPath, homeApiPath, listPath } from './paths';

/** A dashboard in a list. */
export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly visibility: Visibility;
  readonly access: Access;
  readonly isProvisioned: boolean;
  readonly widgets: number;
  readonly version: number;
  readonly updatedAtMs: number | null;
  readonly updatedBy: string | null;
}

export interface DashboardList {
  readonly dashboards: readonly Listed[];
  /** The dashboard that the person starts with; null: the live page. */
  readonly home: string | null;
}

export function parseList(sent: unknown): DashboardList {
  const from = read.fields(sent, 'dashboards');
  return { dashboards: read.items(from, 'dashboards', parseListed), home: read.textOrNull(from, 'home') };
}

function parseListed(sent: unknown): Listed {
  const from = read.fields(sent, 'dashboard');
  return {
    id: read.text(from, 'id'),
    title: read.text(from, 'title'),
    owner: read.textOrNull(from, 'owner') ?? '',
    visibility: read.word(from, 'visibility', ['private', 'read', 'edit'], 'private'),
    access: read.word(from, 'access', ['view', 'edit', 'own'], 'view'),
    isProvisioned: from.provisioned === true,
    widgets: read.numberOrNull(from, 'widgets') ?? 0,
    version: read.numberOrNull(from, 'version') ?? 0,
    updatedAtMs: read.timeOrNull(from, 'updatedAt'),
    updatedBy: read.textOrNull(from, 'updatedBy'),
  };
}

export const fetchDashboard = (id: string): Promise<HostAnswer<Dashboard>> => askHost(dashboardApiPath(id), parseDashboard);

export const createDashboard = (dashboard: Dashboard): Promise<HostAnswer<Dashboard>> =>
  askHost(listPath, parseDashboard, { method: 'POST', body: sentOf(dashboard) });

/** Stores a dashboard over the version that it was made from, and over no other; see `isNewer`. */
export const saveDashboard = (dashboard: Dashboard): Promise<HostAnswer<Dashboard>> =>
  askHost(dashboardApiPath(dashboard.id), parseDashboard, { method: 'PUT', body: sentOf(dashboard), ifMatch: dashboard.version });

export const deleteDashboard = ({
  id,
  version,
}: {
  readonly id: string;
  readonly version: number;
}): Promise<HostAnswer<undefined>> => tellHost(dashboardApiPath(id), { method: 'DELETE', ifMatch: version });

/** Makes an administrator the owner of a dashboard whose owner was removed. */
export const takeDashboard = (id: string): Promise<HostAnswer<undefined>> =>
  tellHost(`${dashboardApiPath(id)}/take`, { method: 'POST' });

export const chooseHome = (id: string | null): Promise<HostAnswer<undefined>> =>
  tellHost(homeApiPath, { method: 'PUT', body: { id } });

/** Whether something was not stored because somebody else stored another version meanwhile. */
export const isNewer = (answer: HostAnswer<unknown>): boolean => answer.kind === 'failed' && answer.refusal.status === 412;
