import type { Account } from './monitor';

/** The roles, the least first; each includes those before it. */
export const roles = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Whether an account has a role, or one that includes it. Nobody has one before the host has said who is signed in. */
export const holdsRole = (account: Account | null, least: Role): boolean =>
  account?.roles.some((role) => roles.indexOf(role as Role) >= roles.indexOf(least)) ?? false;
