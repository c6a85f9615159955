import { askHost, type HostAnswer, tellHost } from '../../../connection/hostApi';
import * as read from '../../../contract/read';
import type { BoundDashboard } from '../../../state/monitor';

/** What a wall screen is let in for. */
export interface Screen {
  /** Where it is. */
  readonly name: string;
  /** The daemons that it shows; empty: all. */
  readonly sources: readonly string[];
  /** In ISO 8601; null: until somebody revokes it. */
  readonly expiresAt: string | null;
  /** The dashboards that it shows by turns; absent: it shows the live page. */
  readonly dashboards?: readonly BoundDashboard[];
}

/** The daemons that are chosen. What is chosen one by one is remembered while it is all. */
export interface Scope {
  readonly isForAll: boolean;
  readonly sources: readonly string[];
}

export const allDaemons: Scope = { isForAll: true, sources: [] };

/** Whether no daemon is chosen: the host would take that for all of them. */
export const hasNone = ({ isForAll, sources }: Scope): boolean => !isForAll && sources.length === 0;

/** With a daemon chosen that was not, or the other way round. */
export function toggled({ isForAll, sources }: Scope, source: string): Scope {
  const others = sources.filter((name) => name !== source);
  return { isForAll, sources: others.length < sources.length ? others : [...sources, source].sort() };
}

/** How a screen gets in: it shows a code, which is entered here, or a link is opened in its browser. */
export const ways = ['code', 'link'] as const;
export type Way = (typeof ways)[number];

const path = '/api/tokens/displays';

/** Makes a link for a screen, which is told this once. */
export const makeLink = (screen: Screen): Promise<HostAnswer<string>> =>
  askHost(path, (sent) => read.text(read.fields(sent, 'screen'), 'link'), { method: 'POST', body: screen });

/** Lets the screen in that shows a code. Answered with 404 if no screen shows it, or not any more. */
export const confirmCode = (code: string, screen: Screen): Promise<HostAnswer<undefined>> =>
  tellHost(`${path}/confirm`, { method: 'POST', body: { code, ...screen } });

/** The six digits of a code, however they were grouped; null if that is no code. */
export function codeOf(entered: string): string | null {
  const digits = entered.replaceAll(/[\s-]/g, '');
  return /^[0-9]{6}$/.test(digits) ? digits : null;
}
