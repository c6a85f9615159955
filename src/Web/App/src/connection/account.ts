import { addressOf } from '../contract/address';
import * as read from '../contract/read';
import type { Account } from '../state/monitor';

/**
 * Who is signed in; `signed-out` if nobody is, `forbidden` if the host lets the account see nothing.
 * Rejects if the host cannot be reached.
 */
export async function fetchAccount(): Promise<Account | 'signed-out' | 'forbidden'> {
  const answer = await fetch(addressOf('/api/account/me'), { headers: { Accept: 'application/json' }, cache: 'no-store' });
  if (answer.status === 401) {
    return 'signed-out';
  }
  if (answer.status === 403) {
    return 'forbidden';
  }
  if (!answer.ok) {
    throw new Error(`The host answered ${answer.status}`);
  }
  const from = read.fields(await answer.json(), 'account');
  const roles = Array.isArray(from.roles) ? from.roles.filter((role) => typeof role === 'string') : [];
  return { email: read.text(from, 'email'), roles };
}

/** Ends the session. Rejects if the host did not, or cannot be reached. */
export async function signOut(): Promise<void> {
  const answer = await fetch(addressOf('/api/account/logout'), { method: 'POST' });
  // 401: the session had ended already.
  if (!answer.ok && answer.status !== 401) {
    throw new Error(`The host answered ${answer.status}`);
  }
}
