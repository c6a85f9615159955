import type { Incoming } from '../contract/messages';
import * as read from '../contract/read';
import type { Account } from '../state/monitor';
import { parseAccount } from './account';
import type { HubClock } from './hubClock';
import { methods } from './hubLink';

/** What the host wrote into the document: what the hub was about to send when it did. */
export interface DocumentState {
  readonly account: Account;
  /** In the order in which the hub would have sent them. */
  readonly messages: readonly Incoming[];
}

/** When the document was asked for and began to arrive, by the clock here; null if it did not come from the host just now. */
export interface DocumentTimes {
  readonly sentMs: number;
  readonly receivedMs: number;
}

/**
 * Takes the state out of the document, and sets the clock by it; null if the document holds none that can be relied on. A document that the browser
 * kept would make old figures look like new ones.
 */
export function takeDocumentState(clock: HubClock, times: DocumentTimes | null = documentTimes()): DocumentState | null {
  const element = document.getElementById('state');
  const text = element?.textContent ?? '';
  element?.remove();
  if (text === '' || times === null) {
    return null;
  }
  try {
    const from = read.fields(JSON.parse(text), 'state');
    const state = { account: parseAccount(from.account), messages: read.items(from, 'messages', incomingOf) };
    clock.take(read.time(from, 'at'), times.sentMs, times.receivedMs);
    return state;
  } catch {
    // Written by another version of the host: the hub's own messages say so if they cannot be read either.
    return null;
  }
}

function incomingOf(sent: unknown): Incoming {
  const { target, arguments: given } = read.fields(sent, 'message');
  const parse = methods[String(target)];
  if (!parse || !Array.isArray(given)) {
    throw new read.UnreadableMessage(`${String(target)} is no message`);
  }
  return parse(given[0]);
}

function documentTimes(): DocumentTimes | null {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return visit && visit.transferSize !== 0 && visit.requestStart > 0
    ? { sentMs: performance.timeOrigin + visit.requestStart, receivedMs: performance.timeOrigin + visit.responseStart }
    : null;
}
