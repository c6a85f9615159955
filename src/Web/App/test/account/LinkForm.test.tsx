import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LinkForm } from '../../src/account/LinkForm';
import { FakeHost } from '../fakeHost';

const checkPath = 'POST /api/account/setup/invitation/check';
const redeemPath = 'POST /api/account/setup/invitation';
const holder = [200, { email: 'grace@example.com', expiresAt: '2026-01-09T00:00:00Z' }] as const;
const word = 'secret words';

const show = (purpose: 'invitation' | 'reset' = 'invitation', secret = 's3cret') => {
  const done = vi.fn();
  render(<LinkForm purpose={purpose} secret={secret} onDone={done} />);
  return done;
};

async function enter(password: string, repeated: string) {
  fireEvent.input(await screen.findByLabelText('New password'), { target: { value: password } });
  fireEvent.input(screen.getByLabelText('Repeat the password'), { target: { value: repeated } });
  fireEvent.submit(screen.getByRole<HTMLButtonElement>('button', { name: 'Set password and sign in' }).form as HTMLFormElement);
}

const alert = () => screen.getByRole('alert').textContent;

describe('LinkForm', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('says whose password it sets, sets it and signs in', async () => {
    const host = new FakeHost({ [checkPath]: holder, [redeemPath]: [204], 'POST /api/account/login?useCookies=true': [204] });
    const done = show();

    await enter(word, word);

    await waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith(true));
    expect(document.body.textContent).toContain('grace@example.com');
    expect(host.changes).toEqual([
      [checkPath, { secret: 's3cret' }],
      [redeemPath, { secret: 's3cret', password: word }],
      ['POST /api/account/login?useCookies=true', { email: 'grace@example.com', password: word }],
    ]);
  });

  it('resets a password by another link', async () => {
    const host = new FakeHost({
      'POST /api/account/forgot/reset/check': holder,
      'POST /api/account/forgot/reset': [204],
      'POST /api/account/login?useCookies=true': [401],
    });
    const done = show('reset');

    await enter(word, word);

    await waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith(false));
    expect(host.changes[1]).toEqual(['POST /api/account/forgot/reset', { secret: 's3cret', password: word }]);
  });

  it.each([
    ['link-invalid', 'This link is not valid any more.'],
    ['link-expired', 'This link has expired.'],
  ])('asks for no password where the host says %s, and leads to the sign-in', async (code, told) => {
    new FakeHost({ [checkPath]: [403, { code, detail: 'no' }] });
    show();

    await screen.findByRole('link');

    expect(alert()).toBe(told);
    expect(screen.queryByLabelText('New password')).toBeNull();
    expect(screen.getByRole('link').getAttribute('href')).toBe('/login');
  });

  it('says that the link was used meanwhile', async () => {
    new FakeHost({ [checkPath]: holder, [redeemPath]: [403, { detail: 'no' }] });
    show();

    await enter(word, word);

    await waitFor(() => expect(alert()).toBe('This link is not valid any more.'));
  });

  it('asks nothing without a secret', () => {
    const host = new FakeHost({});
    show('invitation', '');

    expect(alert()).toBe('This page needs the whole link.');
    expect(host.asked).toEqual([]);
  });

  it('can ask again where the host did not answer', async () => {
    let tries = 0;
    new FakeHost({ [checkPath]: () => (tries++ === 0 ? [503, {}] : holder) });
    show();

    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));

    expect(await screen.findByLabelText('New password')).toBeTruthy();
  });

  it.each([
    ['short', 'short', 'The password needs at least 12 characters.'],
    [word, 'secret works', 'The passwords are not the same.'],
  ])('refuses %j, %j before asking the host', async (password, repeated, told) => {
    const host = new FakeHost({ [checkPath]: holder });
    show();

    await enter(password, repeated);

    expect(await screen.findByText(told)).toBeTruthy();
    expect(host.changes).toHaveLength(1);
  });

  it('says beside the field what the host finds wrong with the password', async () => {
    new FakeHost({ [checkPath]: holder, [redeemPath]: [400, { errors: { password: ['Too common.'] } }] });
    show();

    await enter(word, word);

    expect(await screen.findByText('Too common.')).toBeTruthy();
  });
});
