import { parseAccount } from '../../connection/account';
import { askHost, type HostAnswer, tellHost } from '../../connection/hostApi';
import * as read from '../../contract/read';
import type { Account } from '../../state/monitor';

/** A code that the host has made for this screen. */
export interface DisplayCode {
  /** Six digits. */
  readonly code: string;
  /** What this screen asks with; it is not shown. */
  readonly secret: string;
  /** By the host's clock. */
  readonly expiresAtMs: number;
}

const path = '/api/account/login/display';

/** An answer that takes longer is lost: the screen would show what is over meanwhile. */
const limitMs = 10_000;

const question = { isBackground: true, limitMs };
const step = { method: 'POST', isBackground: true, limitMs } as const;

/** Who is signed in in this browser; null if nobody is. */
export async function askWhoIsHere(): Promise<HostAnswer<Account | null>> {
  // Asked first, because browsers log a refusal as an error.
  const state = await askHost('/api/account/login', (sent) => read.flag(read.fields(sent, 'sign-in'), 'signedIn'), question);
  if (state.kind !== 'done') {
    return state;
  }
  return state.value ? askHost('/api/account/me', parseAccount, question) : { ...state, value: null };
}

/** Signs this browser in with the token of a link. Refused (401) if it is not good, or not any more. */
export const signInByLink = (token: string): Promise<HostAnswer<undefined>> => tellHost(path, { ...step, body: { token } });

export const makeCode = (): Promise<HostAnswer<DisplayCode>> => askHost(`${path}/code`, parseCode, step);

/** Whether a code is confirmed: then this browser is signed in. Refused (403) once it has expired. */
export const askConfirmed = (secret: string): Promise<HostAnswer<boolean>> =>
  askHost(`${path}/code/redeem`, (_, status) => status === 204, { ...step, body: { secret } });

/** Ends the session of a person in this browser; done as well if it had ended already. */
export async function signOutHere(): Promise<HostAnswer<undefined>> {
  const answer = await tellHost('/api/account/logout', { method: 'POST', limitMs });
  const isOver = answer.kind === 'refused' && answer.refusal.status === 401;
  return isOver ? { kind: 'done', value: undefined, atMs: Date.now() } : answer;
}

function parseCode(sent: unknown): DisplayCode {
  const from = read.fields(sent, 'code');
  return { code: read.text(from, 'code'), secret: read.text(from, 'secret'), expiresAtMs: read.time(from, 'expiresAt') };
}
