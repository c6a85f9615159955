import { addressOf } from '../contract/address';
import * as read from '../contract/read';
import type { Account, BoundDashboard } from '../state/monitor';
import { backgroundHeaders } from './hostApi';
import { HostRefusal, readRefusal } from './refusal';

/**
 * Who is signed in. Rejects with a `HostRefusal` if nobody is (401) or the host does not tell, otherwise if it cannot be reached.
 * The page asks with every connection: that is no use of the session by a person.
 */
export async function fetchAccount(): Promise<Account> {
  const headers = { Accept: 'application/json', ...backgroundHeaders };
  const answer = await fetch(addressOf('/api/account/me'), { headers, cache: 'no-store' });
  if (!answer.ok) {
    throw new HostRefusal(await readRefusal(answer));
  }
  return parseAccount(await answer.json());
}

const defaultSeconds = 30;

const kinds: readonly Account['kind'][] = ['person', 'service', 'display'];

/** Reads what `GET /api/account/me` returns. */
export function parseAccount(sent: unknown): Account {
  const from = read.fields(sent, 'account');
  return {
    kind: read.word(from, 'kind', kinds, 'person'),
    email: read.text(from, 'email'),
    roles: read.list(from, 'roles'),
    sources: read.listOrNull(from, 'sources'),
    operatesSources: read.listOrNull(from, 'operatesSources'),
    dashboards: from.dashboards == null ? [] : read.items(from, 'dashboards', parseBound),
  };
}

function parseBound(sent: unknown): BoundDashboard {
  const from = read.fields(sent, 'dashboard');
  return { id: read.text(from, 'id'), seconds: read.numberOrNull(from, 'seconds') ?? defaultSeconds };
}

/** Ends the session. Rejects if the host did not, or cannot be reached. */
export async function signOut(): Promise<void> {
  const answer = await fetch(addressOf('/api/account/logout'), { method: 'POST' });
  // 401: the session had ended already.
  if (!answer.ok && answer.status !== 401) {
    throw new HostRefusal(await readRefusal(answer));
  }
}
