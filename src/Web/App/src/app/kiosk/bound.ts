import type { Account, BoundDashboard } from '../../state/monitor';
import { dashboardPath } from '../page';
import { homeRoute, type Route } from '../route';

/** The dashboards that a wall screen is bound to; empty for everybody else, and for a screen that shows the live page. */
export const boundTo = (account: Account | null): readonly BoundDashboard[] =>
  account?.kind === 'display' ? account.dashboards : [];

/** Where the page of a bound wall screen belongs, if it is anywhere else; null if it may stay. */
export function boundPlace(route: Route, account: Account | null): Partial<Route> | null {
  const dashboards = boundTo(account);
  const [first] = dashboards;
  const isThere = route.kiosk && dashboards.some(({ id }) => dashboardPath(id) === route.path);
  return first === undefined || isThere ? null : { ...homeRoute, path: dashboardPath(first.id), kiosk: true };
}
