/** Where the host tells of a problem. */
export const problemApiPath = (id: string): string => `/api/problems/${encodeURIComponent(id)}`;

/** Where a problem is acknowledged, and that is taken back. */
export const acknowledgePath = (id: string): string => `${problemApiPath(id)}/acknowledge`;
