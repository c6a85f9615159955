import { problemIn, readRefusal } from '../connection/refusal';
import { addressOf } from '../contract/address';

/** Why the host did not do what was asked. */
export type Refusal =
  /** E-mail address or password are wrong (sign-in), or the link is not valid any more (set-up). */
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-often'; readonly retryAtMs: number }
  /** What the host finds wrong, by the name of the field in lower case. */
  | { readonly kind: 'invalid'; readonly fields: ReadonlyMap<string, string> }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'failed'; readonly status: number; readonly why: string | null };

export type Outcome = { readonly kind: 'done' } | Refusal;

/** Used if the host does not say how long to wait. */
const defaultRetrySeconds = 60;

export const signIn = (email: string, password: string): Promise<Outcome> =>
  post('/api/account/login?useCookies=true', { email, password }, 401);

export const setUp = (secret: string, email: string, password: string): Promise<Outcome> =>
  post('/api/account/setup', { secret, email, password }, 403);

async function post(path: string, body: unknown, refusedStatus: number): Promise<Outcome> {
  let answer: Response;
  try {
    answer = await fetch(addressOf(path), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
    });
  } catch {
    // The page says that the host cannot be reached; a browser tells no more about it.
    return { kind: 'unreachable' };
  }
  if (answer.ok) {
    return { kind: 'done' };
  }
  if (await isOfOther(answer)) {
    const { status, detail } = await readRefusal(answer);
    return { kind: 'failed', status, why: detail };
  }
  switch (answer.status) {
    case refusedStatus:
      return { kind: 'refused' };
    case 429:
      return { kind: 'too-often', retryAtMs: Date.now() + retryAfterMs(answer.headers.get('Retry-After')) };
    case 400:
      return { kind: 'invalid', fields: await readFields(answer) };
    default: {
      const { status, detail } = await readRefusal(answer);
      return { kind: 'failed', status, why: detail };
    }
  }
}

/** Of `Retry-After`, which holds seconds or a date. */
function retryAfterMs(header: string | null): number {
  const seconds = Number(header);
  if (header && Number.isFinite(seconds)) {
    return Math.max(0, seconds) * 1000;
  }
  const dateMs = Date.parse(header ?? '');
  return Number.isNaN(dateMs) ? defaultRetrySeconds * 1000 : Math.max(0, dateMs - Date.now());
}

async function readFields(answer: Response): Promise<ReadonlyMap<string, string>> {
  const { errors } = problemIn(await answer.text());
  const found = new Map<string, string>();
  if (typeof errors === 'object' && errors !== null) {
    for (const [field, messages] of Object.entries(errors)) {
      const first: unknown = Array.isArray(messages) ? messages[0] : messages;
      found.set(field.toLowerCase(), typeof first === 'string' ? first : '');
    }
  }
  return found;
}

/** Whether the status means something else here than usual: the origin was refused, or a proxy answered with a page of its own. */
async function isOfOther(answer: Response): Promise<boolean> {
  const type = answer.headers.get('Content-Type') ?? '';
  const isPage = /html/i.test(type);
  return isPage || (await readRefusal(answer.clone())).code === 'origin-not-allowed';
}
