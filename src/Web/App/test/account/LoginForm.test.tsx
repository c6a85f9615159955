import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LoginForm } from '../../src/account/LoginForm';
import { FakeHost } from '../fakeHost';

const email = () => screen.getByLabelText<HTMLInputElement>('E-mail address');
const password = () => screen.getByLabelText<HTMLInputElement>('Password');
const button = () => screen.getByRole<HTMLButtonElement>('button', { name: /sign in|try again|signing/i });

function answerWith(status: number, headers: Record<string, string> = {}) {
  const fetched = vi.fn(async () => new Response(null, { status, headers }));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

function enter(address: string, word: string) {
  fireEvent.input(email(), { target: { value: address } });
  fireEvent.input(password(), { target: { value: word } });
  fireEvent.submit(button().form as HTMLFormElement);
}

describe('LoginForm', () => {
  const signedIn = vi.fn();

  beforeEach(() => {
    signedIn.mockReset();
    render(<LoginForm onSignedIn={signedIn} />);
  });

  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('lets a password manager fill it in', () => {
    expect(email().autocomplete).toBe('username');
    expect(password().autocomplete).toBe('current-password');
    expect(password().type).toBe('password');
  });

  it('tells when it has signed in', async () => {
    answerWith(204);

    enter(' ada@example.com ', 'secret word');

    await waitFor(() => expect(signedIn).toHaveBeenCalledOnce());
    expect(fetch).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ body: JSON.stringify({ email: 'ada@example.com', password: 'secret word' }) }),
    );
  });

  it('asks for what is missing without asking the host', async () => {
    const fetched = answerWith(204);

    enter('ada@example.com', '');

    expect(await screen.findByText('Enter your password.')).toBeTruthy();
    expect(password().getAttribute('aria-invalid')).toBe('true');
    expect(fetched).not.toHaveBeenCalled();
  });

  it('says in an alert that address or password are wrong', async () => {
    answerWith(401);

    enter('ada@example.com', 'not it');

    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('The e-mail address or the password is wrong.'));
    expect(button().disabled).toBe(false);
    expect(signedIn).not.toHaveBeenCalled();
  });

  it('says in an alert that the host cannot be reached', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => {
        throw new TypeError('Failed to fetch');
      }),
    );

    enter('ada@example.com', 'secret word');

    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('cannot be reached'));
  });

  it('counts down to the next try after too many, and is on again then', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: false });
    answerWith(429, { 'Retry-After': '60' });

    enter('ada@example.com', 'not it');
    await vi.advanceTimersByTimeAsync(1500);

    expect(screen.getByRole('alert').textContent).toBe('Too many failed attempts.');
    expect(button().textContent).toBe('Try again in 59 s');
    expect(button().disabled).toBe(true);

    await vi.advanceTimersByTimeAsync(60_000);

    expect(button().textContent).toBe('Sign in');
    expect(button().disabled).toBe(false);
    expect(screen.getByRole('alert').textContent).toBe('');
  });

  it('says what the host says of too many, and lets another address sign in meanwhile', async () => {
    const detail = 'Too many failed attempts for this account, from several addresses.';
    vi.stubGlobal(
      'fetch',
      vi.fn(async () =>
        Response.json(
          { detail },
          { status: 429, headers: { 'Retry-After': '3600', 'Content-Type': 'application/problem+json' } },
        ),
      ),
    );

    enter('ada@example.com', 'not it');

    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe(detail));
    expect(button().disabled).toBe(true);

    fireEvent.input(email(), { target: { value: 'bob@example.com' } });

    expect(button().disabled).toBe(false);
    expect(screen.getByRole('alert').textContent).toBe('');

    fireEvent.input(email(), { target: { value: 'ada@example.com' } });

    expect(button().disabled).toBe(true);
  });

  it('counts down while the host is too busy', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () =>
        Response.json({ detail: 'Too many sign-ins at once.' }, { status: 503, headers: { 'Retry-After': '30' } }),
      ),
    );

    enter('ada@example.com', 'secret word');

    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('Too many sign-ins at once.'));
    expect(button().textContent).toMatch(/^Try again in /);
  });

  it('shows and hides the password, which stays what it is', () => {
    fireEvent.input(password(), { target: { value: 'secret word' } });

    fireEvent.click(screen.getByRole('button', { name: 'Show password' }));

    expect(password().type).toBe('text');
    expect(password().value).toBe('secret word');

    fireEvent.click(screen.getByRole('button', { name: 'Hide password' }));

    expect(password().type).toBe('password');
  });

  it('asks for the code of a second factor once the password is right, and again where the code is wrong', async () => {
    const wanted = [401, { requiresTwoFactor: true, detail: 'A code is needed.' }] as const;
    const host = new FakeHost({ 'POST /api/account/login?useCookies=true': () => (host.asked.length < 3 ? wanted : [204]) });
    const code = () => screen.getByLabelText<HTMLInputElement>('Code');
    const enterCode = (text: string) => {
      fireEvent.input(code(), { target: { value: text } });
      fireEvent.submit(button().form as HTMLFormElement);
    };

    enter('ada@example.com', 'secret word');
    await waitFor(() => expect(document.activeElement).toBe(code()));
    expect(screen.getByRole('alert').textContent).toBe('');
    enterCode('111111');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('The code is wrong'));
    enterCode('222222');

    await waitFor(() => expect(signedIn).toHaveBeenCalledOnce());
    expect(host.asked.map(({ body }) => body)).toEqual([
      { email: 'ada@example.com', password: 'secret word' },
      { email: 'ada@example.com', password: 'secret word', twoFactorCode: '111111' },
      { email: 'ada@example.com', password: 'secret word', twoFactorCode: '222222' },
    ]);
  });

  it('leads back from the code to another account', async () => {
    new FakeHost({ 'POST /api/account/login?useCookies=true': [401, { requiresTwoFactor: true }] });
    enter('ada@example.com', 'secret word');

    fireEvent.click(await screen.findByRole('button', { name: 'Not you?' }));

    expect(email().value).toBe('');
  });
});
