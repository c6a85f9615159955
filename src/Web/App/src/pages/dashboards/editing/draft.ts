import * as read from '../../../contract/read';
import { draftOf, forgetDraft, keepDraft } from '../../../state/drafts';
import { sentOf } from '../model/changed';
import { type Dashboard, parseDashboard } from '../model/document';

/** Changes that were not stored, with the version that they were made from. */
export interface Draft {
  readonly atMs: number;
  readonly base: Dashboard;
  readonly now: Dashboard;
}

const nameOf = (id: string): string => `dashboard/${id}`;

export const keepDashboardDraft = (who: string, { atMs, base, now }: Draft): boolean =>
  keepDraft(who, nameOf(base.id), JSON.stringify({ atMs, base: sentOf(base), now: sentOf(now) }));

export const forgetDashboardDraft = (who: string, id: string): void => forgetDraft(who, nameOf(id));

/** What a person left; null if nothing readable is kept. `access`: what the host says now that they may do. */
export function dashboardDraft(who: string, { id, access }: Pick<Dashboard, 'id' | 'access'>): Draft | null {
  const text = draftOf(who, nameOf(id));
  if (text === null) {
    return null;
  }
  try {
    const from = read.fields(JSON.parse(text), 'draft');
    const of = (name: string): Dashboard => ({ ...parseDashboard(from[name]), access });
    return { atMs: read.number(from, 'atMs'), base: of('base'), now: of('now') };
  } catch {
    // Written by another version, or by hand: it is of no use.
    forgetDashboardDraft(who, id);
    return null;
  }
}
