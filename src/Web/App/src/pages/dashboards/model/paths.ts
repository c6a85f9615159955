import type { HostFailure } from '../../../connection/hostApi';

export const listPath = '/api/dashboards';
export const dashboardApiPath = (id: string): string => `${listPath}/${encodeURIComponent(id)}`;
export const versionsPath = (id: string): string => `${dashboardApiPath(id)}/versions`;
export const filePath = (id: string): string => `${dashboardApiPath(id)}/file`;
export const homeApiPath = '/api/account/home-dashboard';

/** Whether there is no such dashboard, or none that this person may see. */
export const isMissing = (failure: HostFailure | null): boolean => failure?.kind === 'failed' && failure.refusal.status === 404;
