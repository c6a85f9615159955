import type { ComponentType } from 'preact';
import type { IconName } from '../kit/Icon';
import type { Account } from '../state/monitor';
import { holdsRole, type Role } from '../state/roles';
import type { TextName } from '../text/text';

/** A page of the application, as the manifest (pages.ts) lists it. */
export interface PageEntry {
  /** Its address from the root on, without a slash at the end. */
  readonly path: string;
  readonly title: TextName;
  readonly icon: IconName;
  /** The least role that may open it; null: anyone who is signed in, also without a role. */
  readonly role: Role | null;
  /** Whether the menu and the command palette list it. */
  readonly isListed: boolean;
  /** Fetches what draws it. Called when it is first opened. */
  load(): Promise<ComponentType>;
}

export const homePath = '/';

export const pageAt = (pages: readonly PageEntry[], path: string): PageEntry | undefined =>
  pages.find((page) => page.path === path);

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

/** The pages that the menu and the command palette offer to an account. */
export const listedPages = (pages: readonly PageEntry[], account: Account | null): readonly PageEntry[] =>
  pages.filter((page) => page.isListed && accessTo(page, account) === 'open');
