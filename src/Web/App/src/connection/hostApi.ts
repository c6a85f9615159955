import { addressOf } from '../contract/address';
import { reasonOf } from './hubError';
import { type Refusal, readProblem } from './refusal';
import { withTimeout } from './withTimeout';

/** Why the host did not do what was asked. */
export type HostFailure =
  /** 401 or 403: the session, a role, or what was sent to prove a right is missing or not valid. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Too many attempts, or the host is too busy. `detail`: what it says about it, in English. */
  | { readonly kind: 'too-often'; readonly retryAtMs: number; readonly detail: string | null }
  /** What the host finds wrong, by the name of the field in lower case. */
  | { readonly kind: 'invalid'; readonly fields: ReadonlyMap<string, string> }
  | { readonly kind: 'unreachable' }
  /** Anything else, such as 404 and 409, a proxy's own page, and an answer that cannot be read. */
  | { readonly kind: 'failed'; readonly refusal: Refusal };

/** `atMs`: when the host answered, by its own clock as far as it tells. */
export type HostAnswer<T> = { readonly kind: 'done'; readonly value: T; readonly atMs: number } | HostFailure;

export interface HostRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** The version that it was made from: the host answers 412 if there is another one by now. */
  readonly ifMatch?: number;
  /** Whether the page asks by itself, and not because of what a person did. The host does not count that as a use of the session. */
  readonly isBackground?: boolean;
  /** Whether it changes nothing, so that the answer need not be waited for; a GET unless it says something else. */
  readonly isQuestion?: boolean;
  /** How long the host may take. By default 15 s for a question; what changes something is waited for, because after giving up nobody would know whether it was done. */
  readonly limitMs?: number;
}

const questionLimitMs = 15_000;

/** Used if the host does not say how long to wait. */
const defaultRetrySeconds = 60;

/** The headers of a request that the page sends by itself. */
export const backgroundHeaders: Readonly<Record<string, string>> = { 'X-FlextMonitor-Background': 'true' };

/** Asks the host to do something, whose answer holds nothing. Never rejects. */
export const tellHost = (path: string, request: HostRequest = {}): Promise<HostAnswer<undefined>> =>
  askHost(path, () => undefined, request);

/** Reads the JSON of an answer, undefined if there is none, and throws what is not as expected. `status`: 200 to 299. */
type Parse<T> = (sent: unknown, status: number) => T;

/** Asks the host for something. Never rejects. */
export async function askHost<T>(path: string, parse: Parse<T>, request: HostRequest = {}): Promise<HostAnswer<T>> {
  try {
    const abort = new AbortController();
    const asked = fetch(addressOf(path), { ...initOf(request), signal: abort.signal });
    const limitMs = request.limitMs ?? (isQuestion(request) ? questionLimitMs : null);
    const answer = await (limitMs === null ? asked : withTimeout(limitMs, asked, () => abort.abort()));
    return answer.ok ? await answered(answer, parse) : await failureOf(answer);
  } catch {
    // The page says that the host cannot be reached; a browser tells no more about it.
    return { kind: 'unreachable' };
  }
}

const isQuestion = ({ method = 'GET', isQuestion: isSaid = method === 'GET' }: HostRequest): boolean => isSaid;

function initOf({ method = 'GET', body, ifMatch, isBackground = false }: HostRequest): RequestInit {
  const hasBody = body !== undefined;
  return {
    method,
    cache: 'no-store',
    headers: {
      Accept: 'application/json',
      ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
      ...(ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` }),
      ...(isBackground ? backgroundHeaders : {}),
    },
    ...(hasBody ? { body: JSON.stringify(body) } : {}),
  };
}

async function answered<T>(answer: Response, parse: Parse<T>): Promise<HostAnswer<T>> {
  const sent = await answer.text();
  try {
    const value = parse(sent === '' ? undefined : JSON.parse(sent), answer.status);
    return { kind: 'done', value, atMs: Date.parse(answer.headers.get('Date') ?? '') || Date.now() };
  } catch (error) {
    return { kind: 'failed', refusal: { status: answer.status, code: null, detail: reasonOf(error) } };
  }
}

export async function failureOf(answer: Response): Promise<HostFailure> {
  const { refusal, fields } = await readProblem(answer);
  const retryAfter = answer.headers.get('Retry-After');
  if (isOfOther(answer, refusal)) {
    return { kind: 'failed', refusal };
  }
  switch (answer.status) {
    case 401:
    case 403:
      return { kind: 'refused', refusal };
    case 429:
      return tooOften(retryAfter, refusal);
    case 503:
      return retryAfter ? tooOften(retryAfter, refusal) : { kind: 'failed', refusal };
    default:
      return fields.size > 0 ? { kind: 'invalid', fields } : { kind: 'failed', refusal };
  }
}

const tooOften = (retryAfter: string | null, { detail }: Refusal): HostFailure => ({
  kind: 'too-often',
  retryAtMs: Date.now() + retryAfterMs(retryAfter),
  detail,
});

/** Of `Retry-After`, which holds seconds or a date. */
function retryAfterMs(header: string | null): number {
  const seconds = Number(header);
  if (header && Number.isFinite(seconds)) {
    return Math.max(0, seconds) * 1000;
  }
  const dateMs = Date.parse(header ?? '');
  return Number.isNaN(dateMs) ? defaultRetrySeconds * 1000 : Math.max(0, dateMs - Date.now());
}

/** Whether the status means something else here than usual: the origin was refused, or a proxy answered with a page of its own. */
const isOfOther = (answer: Response, { code }: Refusal): boolean =>
  /html/i.test(answer.headers.get('Content-Type') ?? '') || code === 'origin-not-allowed';
