import * as read from '../contract/read';
import type { Account } from '../state/monitor';

/**
 * Who is signed in; `signed-out` where nobody is, `forbidden` where the host lets them see nothing.
 * Rejects where the host cannot be reached.
 */
export async function fetchAccount(): Promise<Account | 'signed-out' | 'forbidden'> {
  const answer = await fetch('/api/account/me', { headers: { Accept: 'application/json' }, cache: 'no-store' });
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

/** Ends the session. Rejects where the host did not, or cannot be reached. */
export async function signOut(): Promise<void> {
  const answer = await fetch('/api/account/logout', { method: 'POST' });
  // Whose session has ended already is signed out all the same.
  if (!answer.ok && answer.status !== 401) {
    throw new Error(`The host answered ${answer.status}`);
  }
}
