// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setUp, signIn } from '../../src/account/accountApi';

const answer = (status: number, body: unknown = null, headers: Record<string, string> = {}) =>
  vi.fn<typeof fetch>(async () => new Response(body === null ? null : JSON.stringify(body), { status, headers }));

describe('accountApi', () => {
  beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 0, 2, 3, 4, 5) }));

  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('signs in with a cookie', async () => {
    const fetched = answer(204);
    vi.stubGlobal('fetch', fetched);

    const outcome = await signIn('ada@example.com', 'secret word');

    expect(outcome).toEqual({ kind: 'done' });
    expect(fetched).toHaveBeenCalledWith('/api/account/login?useCookies=true', expect.objectContaining({ method: 'POST' }));
    expect(JSON.parse(String(fetched.mock.calls[0]?.[1]?.body))).toEqual({ email: 'ada@example.com', password: 'secret word' });
  });

  it('tells wrong credentials from a link that is not valid', async () => {
    vi.stubGlobal('fetch', answer(401, { detail: 'wrong' }));
    expect(await signIn('a@b', 'c')).toEqual({ kind: 'refused' });

    vi.stubGlobal('fetch', answer(403, { detail: 'not valid' }));
    expect(await setUp('s', 'a@b', 'c')).toEqual({ kind: 'refused' });
    expect(await signIn('a@b', 'c')).toEqual({ kind: 'failed', status: 403, why: 'not valid' });
  });

  it.each([401, 403])('does not take a refused origin (%d) for wrong credentials or a used link', async (status) => {
    vi.stubGlobal('fetch', async () =>
      Response.json({ code: 'origin-not-allowed', detail: 'The origin is not allowed.' }, { status }),
    );

    const refused = { kind: 'failed', status, why: 'The origin is not allowed.' };
    expect([await signIn('a@b', 'c'), await setUp('s', 'a@b', 'c')]).toEqual([refused, refused]);
  });

  it.each([401, 403, 429])('does not take a proxy’s own page (%d) for an answer of the host', async (status) => {
    vi.stubGlobal('fetch', async () => new Response('<html>', { status, headers: { 'Content-Type': 'text/html' } }));

    const failed = { kind: 'failed', status, why: null };
    expect([await signIn('a@b', 'c'), await setUp('s', 'a@b', 'c')]).toEqual([failed, failed]);
  });

  it.each([
    ['42', 42_000],
    ['Fri, 02 Jan 2026 03:05:05 GMT', 60_000],
    ['soon', 60_000],
  ])('waits for as long as Retry-After %j says', async (header, waitMs) => {
    vi.stubGlobal('fetch', answer(429, {}, { 'Retry-After': header }));

    expect(await signIn('a@b', 'c')).toEqual({ kind: 'too-often', retryAtMs: Date.now() + waitMs, detail: null });
  });

  it('reads what the host finds wrong by field', async () => {
    vi.stubGlobal('fetch', answer(400, { errors: { Password: ['Too common.', 'Too short.'], Email: ['Taken.'] } }));

    const outcome = await setUp('s', 'a@b', 'c');

    expect(outcome).toEqual({
      kind: 'invalid',
      fields: new Map([
        ['password', 'Too common.'],
        ['email', 'Taken.'],
      ]),
    });
  });

  it('says the status alone where the answer is no JSON', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => new Response('<html>', { status: 502 })),
    );

    expect(await signIn('a@b', 'c')).toEqual({ kind: 'failed', status: 502, why: null });
  });

  it('says that the host cannot be reached', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => {
        throw new TypeError('Failed to fetch');
      }),
    );

    expect(await signIn('a@b', 'c')).toEqual({ kind: 'unreachable' });
  });
});
