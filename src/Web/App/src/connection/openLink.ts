import type { Account } from '../state/monitor';
import { fetchAccount } from './account';
import { type HubLink, isOfNegotiation } from './hubLink';
import { type Refusal, refusalOf } from './refusal';
import { Transports } from './transports';
import { withTimeout } from './withTimeout';

/** How long the host may take to say who is signed in. A network that drops every packet would otherwise block a try for minutes. */
const askMs = 15_000;

/** What came of a try to connect. */
export type Outcome =
  | { readonly kind: 'opened' }
  /** The host answers and agreed to a connection, but it does not open with this transport. */
  | { readonly kind: 'not-opened' }
  /** `refusal`: what the host answered; null if it did not. */
  | { readonly kind: 'failed'; readonly refusal: Refusal | null };

/**
 * Asks who is signed in, and opens a connection. The host is asked first, because the hub's refusal of a connection does not say who is
 * signed in. `goOn` is told who it is and says whether the connection is still wanted. `known`: what the document said just now.
 */
export async function openLink(link: HubLink, goOn: (account: Account) => boolean, known: Account | null): Promise<Outcome> {
  try {
    const account = known ?? (await withTimeout(askMs, fetchAccount()));
    if (goOn(account)) {
      return await opened(link);
    }
    return { kind: 'failed', refusal: null };
  } catch (error) {
    return { kind: 'failed', refusal: refusalOf(error) };
  }
}

async function opened(link: HubLink): Promise<Outcome> {
  try {
    await withTimeout(Transports.limitMs(link.transport), link.open());
    return { kind: 'opened' };
  } catch (error) {
    if (refusalOf(error) || isOfNegotiation(error)) {
      throw error;
    }
    return { kind: 'not-opened' };
  }
}
