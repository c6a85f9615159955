import { addressOf } from '../contract/address';
import * as read from '../contract/read';
import type { Account } from '../state/monitor';
import { HostRefusal, readRefusal } from './refusal';

/** Who is signed in. Rejects with a `HostRefusal` if nobody is (401) or the host does not tell, otherwise if it cannot be reached. */
export async function fetchAccount(): Promise<Account> {
  const answer = await fetch(addressOf('/api/account/me'), { headers: { Accept: 'application/json' }, cache: 'no-store' });
  if (!answer.ok) {
    throw new HostRefusal(await readRefusal(answer));
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
    throw new HostRefusal(await readRefusal(answer));
  }
}
