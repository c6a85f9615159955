import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DisplayCard } from '../../../src/account/display/DisplayCard';
import { FakeHost } from '../../fakeHost';

const nowMs = Date.UTC(2026, 0, 2, 12);
const minuteMs = 60_000;

const statePath = 'GET /api/account/login';
const mePath = 'GET /api/account/me';
const linkPath = 'POST /api/account/login/display';
const codePath = 'POST /api/account/login/display/code';
const redeemPath = 'POST /api/account/login/display/code/redeem';
const logoutPath = 'POST /api/account/logout';

const nobody = { [statePath]: [200, { signedIn: false }] } as const;
const waiting = [202] as const;
const expired = [403, { code: 'link-invalid', detail: 'This code has expired.' }] as const;
const linkOver = [401, { detail: 'This link does not open a wall screen (any more).' }] as const;

const signedIn = (kind: string, email: string) =>
  ({ [statePath]: [200, { signedIn: true }], [mePath]: [200, { kind, email, roles: ['viewer'] }] }) as const;

/** Codes one after the other, each for ten minutes. */
function codes(...made: readonly string[]) {
  const left = [...made];
  return () => {
    const code = left.shift() ?? '999999';
    return [200, { code, secret: `secret of ${code}`, expiresAt: new Date(Date.now() + 10 * minuteMs).toISOString() }] as const;
  };
}

async function show(link = '') {
  const done = vi.fn();
  render(<DisplayCard link={link} onSignedIn={done} />);
  await pass(0);
  return done;
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms + 10);
const code = () => document.querySelector('.display-code')?.textContent;
const alert = () => screen.getByRole('alert').textContent;
const secretsAsked = (host: FakeHost) =>
  host.asked.flatMap(({ what, body }) => (what === redeemPath ? [(body as { secret: string }).secret] : []));

describe('DisplayCard', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: nowMs });
  });

  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('shows a code in two groups, where to enter it and until when', async () => {
    new FakeHost({ ...nobody, [codePath]: codes('012345'), [redeemPath]: waiting });
    await show();

    expect(code()).toBe('012 345');
    expect(document.body.textContent).toContain(`${location.origin}/tokens`);
    expect(document.body.textContent).toContain('Add a wall screen');
    expect(document.body.textContent).toMatch(/Until \d\d:10/);
  });

  it('asks every two seconds, and goes on once the code is confirmed', async () => {
    let isConfirmed = false;
    const host = new FakeHost({ ...nobody, [codePath]: codes('123456'), [redeemPath]: () => (isConfirmed ? [204] : waiting) });
    const done = await show();

    await pass(2000);
    await pass(2000);
    expect(secretsAsked(host)).toEqual(['secret of 123456', 'secret of 123456']);
    expect(host.asked.every(({ isBackground }) => isBackground)).toBe(true);
    expect(done).not.toHaveBeenCalled();
    isConfirmed = true;
    await pass(2000);

    expect(done).toHaveBeenCalledOnce();
    await pass(minuteMs);
    expect(secretsAsked(host)).toHaveLength(3);
  });

  it('shows a new code before the old one expires, with which it can still be let in', async () => {
    let confirmed = '';
    const answer = new FakeHost({ ...nobody, [codePath]: codes('111111', '222222'), [redeemPath]: () => redeem() });
    const redeem = () => (secretsAsked(answer).at(-1) === confirmed ? ([204] as const) : waiting);
    const done = await show();

    await pass(9 * minuteMs - 5000);
    expect(code()).toBe('111 111');
    await pass(5000);
    expect(code()).toBe('222 222');
    confirmed = 'secret of 111111';
    await pass(2000);

    expect(done).toHaveBeenCalledOnce();
  });

  it('asks no more about a code that has expired', async () => {
    const host = new FakeHost({ ...nobody, [codePath]: codes('111111', '222222'), [redeemPath]: waiting });
    await show();

    await pass(10 * minuteMs + 2000);
    host.asked.length = 0;
    await pass(2000);

    expect(secretsAsked(host)).toEqual(['secret of 222222']);
  });

  it('makes another code where the host knows the old one no more', async () => {
    new FakeHost({ ...nobody, [codePath]: codes('111111', '222222'), [redeemPath]: expired });
    await show();

    await pass(2000);

    expect(code()).toBe('222 222');
  });

  it('says that the host is away, keeps the code and goes on when it is back', async () => {
    let isAway = false;
    new FakeHost({ ...nobody, [codePath]: codes('123456'), [redeemPath]: () => (isAway ? fail() : [204]) });
    isAway = true;
    const done = await show();
    await pass(2000);

    expect(alert()).toBe('The monitor does not answer. Trying again.');
    expect(code()).toBe('123 456');
    isAway = false;
    await pass(2000);

    expect(done).toHaveBeenCalledOnce();
  });

  it.each([
    [503, 'The store is away.', 'The monitor answered with an error (503). Trying again. The store is away.'],
    [429, '', 'The monitor takes no more tries for a moment. Trying again.'],
  ])('says what is wrong where there is no code to be had (%d)', async (status, detail, told) => {
    let isWell = false;
    const make = codes('123456');
    new FakeHost({ ...nobody, [codePath]: () => (isWell ? make() : [status, { detail }]), [redeemPath]: waiting });
    await show();
    expect(alert()).toBe(told);

    isWell = true;
    await pass(minuteMs);

    expect(alert()).toBe('');
    expect(code()).toBe('123 456');
  });

  it('waits for a host that does not say who is signed in, and shows no code meanwhile', async () => {
    let isAway = true;
    const host = new FakeHost({
      [statePath]: () => (isAway ? fail() : [200, { signedIn: true }]),
      [mePath]: signedIn('display', 'hall')[mePath],
    });
    const done = await show();
    await pass(4000);
    expect(alert()).toBe('The monitor does not answer. Trying again.');

    isAway = false;
    await pass(7000);

    expect(done).toHaveBeenCalledOnce();
    expect(host.changes).toEqual([]);
  });

  it('does not wait for ever for a host that hangs', async () => {
    vi.stubGlobal('fetch', () => new Promise(() => undefined));
    await show();

    await pass(10_000);

    expect(alert()).toBe('The monitor does not answer. Trying again.');
  });

  it('signs in with the link and goes on', async () => {
    const host = new FakeHost({ ...nobody, [linkPath]: [204] });
    const done = await show('fxm_secret');

    expect(done).toHaveBeenCalledOnce();
    expect(host.changes).toEqual([[linkPath, { token: 'fxm_secret' }]]);
  });

  it('tries the link again where the host is away', async () => {
    let isAway = true;
    new FakeHost({ ...nobody, [linkPath]: () => (isAway ? fail() : [204]) });
    const done = await show('fxm_secret');
    expect(done).not.toHaveBeenCalled();

    isAway = false;
    await pass(2000);

    expect(done).toHaveBeenCalledOnce();
  });

  it.each([[linkOver], [[400, { errors: { token: ['Too long.'] } }] as const]])(
    'shows a code where the link is good no more',
    async (refused) => {
      new FakeHost({ ...nobody, [linkPath]: refused, [codePath]: codes('123456'), [redeemPath]: waiting });
      await show('fxm_secret');

      expect(document.body.textContent).toContain('The link does not open a wall screen any more.');
      expect(code()).toBe('123 456');
    },
  );

  it('takes no session from a person who is signed in', async () => {
    const host = new FakeHost({ ...signedIn('person', 'ada@example.com'), [logoutPath]: [204], [linkPath]: [204] });
    const done = await show('fxm_secret');

    expect(document.body.textContent).toContain('ada@example.com');
    expect(screen.getByRole('link', { name: 'Show the dashboard' }).getAttribute('href')).toBe('/?kiosk');
    await pass(minuteMs);
    expect(host.changes).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Sign out and use the link' }));
    await pass(0);

    expect(done).toHaveBeenCalledOnce();
    expect(host.changes).toEqual([[logoutPath], [linkPath, { token: 'fxm_secret' }]]);
  });

  it.each([204, 401])('shows a code once the person is signed out (%d)', async (status) => {
    new FakeHost({
      ...signedIn('person', 'ada@example.com'),
      [logoutPath]: [status],
      [codePath]: codes('123456'),
      [redeemPath]: waiting,
    });
    await show();
    expect(code()).toBeUndefined();

    fireEvent.click(screen.getByRole('button', { name: 'Sign out and show a code' }));
    await pass(0);

    expect(code()).toBe('123 456');
  });

  it('of a screen that is signed in already says so and goes on', async () => {
    new FakeHost(signedIn('display', 'hall'));
    const done = await show();

    expect(document.body.textContent).toContain('This is the wall screen ‘hall’.');
    expect(done).not.toHaveBeenCalled();
    await pass(5000);

    expect(done).toHaveBeenCalledOnce();
  });

  it('shows a code where the screen is signed in no more after all', async () => {
    let isIn = true;
    new FakeHost({
      ...signedIn('display', 'hall'),
      [statePath]: () => [200, { signedIn: isIn }],
      [codePath]: codes('123456'),
      [redeemPath]: waiting,
    });
    const done = await show();

    isIn = false;
    await pass(5000);

    expect(done).not.toHaveBeenCalled();
    expect(code()).toBe('123 456');
  });

  it('lets a link replace that with which a screen is signed in', async () => {
    const host = new FakeHost({ ...signedIn('display', 'hall'), [linkPath]: [204] });
    const done = await show('fxm_other');

    expect(done).toHaveBeenCalledOnce();
    expect(host.changes).toEqual([[linkPath, { token: 'fxm_other' }]]);
  });
});

/** Stands for a host that cannot be reached. */
function fail(): never {
  throw new TypeError('Failed to fetch');
}
