// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { signOut } from '../../src/connection/account';

const answered = (status: number) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(null, { status })),
  );

describe('signOut', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([200, 204, 401])('is done where the host answers %d', async (status) => {
    answered(status);

    await expect(signOut()).resolves.toBeUndefined();
  });

  it.each([403, 503])('has failed where the host answers %d', async (status) => {
    answered(status);

    await expect(signOut()).rejects.toThrow(`The host answered ${status}`);
  });
});
