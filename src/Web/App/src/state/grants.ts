import * as read from '../contract/read';
import { type Role, roles } from './roles';

/** A role for some daemons, or with an empty list for all, as the host keeps it. */
export interface Grant {
  readonly role: Role;
  readonly sources: readonly string[];
}

/** A grant while it is edited: it remembers the daemons that were chosen while it is for all. */
export interface GrantDraft {
  readonly role: Role;
  readonly isForAll: boolean;
  readonly sources: readonly string[];
}

export type GrantChange =
  | { readonly type: 'added' }
  | { readonly type: 'removed'; readonly at: number }
  | { readonly type: 'role'; readonly at: number; readonly role: Role }
  | { readonly type: 'scope'; readonly at: number; readonly isForAll: boolean }
  /** Chooses a daemon, or takes the choice back. */
  | { readonly type: 'source'; readonly at: number; readonly source: string };

const fresh: GrantDraft = { role: 'viewer', isForAll: true, sources: [] };

/** What somebody new is offered: the least role, for all daemons. */
export const firstDrafts: readonly GrantDraft[] = [fresh];

export const parseGrants = (from: read.Fields): readonly Grant[] =>
  read.items(from, 'grants', (sent) => {
    const grant = read.fields(sent, 'grant');
    return { role: read.word(grant, 'role', roles), sources: read.list(grant, 'sources') };
  });

export const draftsOf = (grants: readonly Grant[]): readonly GrantDraft[] =>
  grants.map(({ role, sources }) => ({ role, isForAll: sources.length === 0, sources }));

export const grantsOf = (drafts: readonly GrantDraft[]): readonly Grant[] =>
  drafts.map(({ role, isForAll, sources }) => ({ role, sources: isForAll ? [] : sources }));

/** The place of the first that names no daemon: the host would take it for one for all. -1 if there is none. */
export const withoutSources = (drafts: readonly GrantDraft[]): number =>
  drafts.findIndex(({ isForAll, sources }) => !isForAll && sources.length === 0);

export function changeGrants(drafts: readonly GrantDraft[], change: GrantChange): readonly GrantDraft[] {
  switch (change.type) {
    case 'added':
      return [...drafts, fresh];
    case 'removed':
      return drafts.filter((_, place) => place !== change.at);
    default:
      return drafts.map((draft, place) => (place === change.at ? changed(draft, change) : draft));
  }
}

function changed(draft: GrantDraft, change: Exclude<GrantChange, { type: 'added' | 'removed' }>): GrantDraft {
  switch (change.type) {
    case 'role':
      // An administrator can grant everything, so that role is for all daemons.
      return { ...draft, role: change.role, isForAll: change.role === 'admin' || draft.isForAll };
    case 'scope':
      return { ...draft, isForAll: change.isForAll };
    case 'source': {
      const isChosen = draft.sources.includes(change.source);
      const sources = isChosen
        ? draft.sources.filter((name) => name !== change.source)
        : [...draft.sources, change.source].sort();
      return { ...draft, sources };
    }
  }
}
