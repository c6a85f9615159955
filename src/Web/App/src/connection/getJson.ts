import { addressOf } from '../contract/address';
import { UnreadableMessage } from '../contract/read';
import type { AskFailure } from '../state/history/failure';
import { HostRefusal, readProblem } from './refusal';
import { withTimeout } from './withTimeout';

const limitMs = 15_000;

/** What the HTTP API answers to a question, read by `parse`. Rejects with a `HostRefusal` if it refuses. */
export async function getJson<T>(path: string, parse: (sent: unknown) => T): Promise<T> {
  const asked = fetch(addressOf(path), { headers: { Accept: 'application/json' } });
  const answer = await withTimeout(limitMs, asked);
  if (!answer.ok) {
    const { refusal, title } = await readProblem(answer);
    throw new HostRefusal(refusal, title);
  }
  return parse(await answer.json());
}

/** Why a question was not answered. */
export function failureOf(error: unknown): AskFailure {
  if (!(error instanceof HostRefusal)) {
    // An answer of another version, or a proxy's own page, is one all the same.
    const isAnswered = error instanceof UnreadableMessage || error instanceof SyntaxError;
    return { kind: isAnswered ? 'failed' : 'unreachable', detail: null };
  }
  const { status, detail } = error.refusal;
  return { kind: error.title === opening ? 'opening' : (kinds[status] ?? 'failed'), detail };
}

/** The title of a 503 while the store is being opened. With any other title it cannot be read. */
const opening = 'History is being opened';

const kinds: Readonly<Record<number, AskFailure['kind']>> = {
  401: 'signedOut',
  403: 'forbidden',
  404: 'notFound',
  503: 'paused',
};
