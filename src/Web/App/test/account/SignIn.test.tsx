import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SignIn } from '../../src/account/SignIn';
import { FakeHost } from '../fakeHost';

const ask = 'GET /api/account/login';

function draw(providerError: string | null = null) {
  const signedIn = vi.fn();
  render(<SignIn providerError={providerError} returnPath="/runs?status=failed" onSignedIn={signedIn} />);
  return signedIn;
}

const button = () => screen.findByRole<HTMLAnchorElement>('link', { name: /Sign in with/ });

describe('SignIn', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('goes on at once for somebody who is signed in', async () => {
    new FakeHost({ [ask]: [200, { signedIn: true, localSignIn: true, provider: null }] });

    const signedIn = draw();

    await waitFor(() => expect(signedIn).toHaveBeenCalledOnce());
    expect(screen.queryByLabelText('Password')).toBeNull();
  });

  it('asks for e-mail and password where there is no provider', async () => {
    new FakeHost({ [ask]: [200, { signedIn: false, localSignIn: true, provider: null }] });

    draw();

    expect(await screen.findByLabelText('Password')).toBeTruthy();
    expect(screen.queryByRole('link', { name: /Sign in with/ })).toBeNull();
  });

  it('leads to the provider, and from there to the page that was asked for', async () => {
    new FakeHost({ [ask]: [200, { signedIn: false, localSignIn: true, provider: 'Example Work' }] });

    draw();

    const address = new URL((await button()).href);
    expect(address.pathname).toBe('/api/account/login/provider');
    expect(address.searchParams.get('returnUrl')).toBe('/runs?status=failed');
    expect((await button()).textContent).toContain('Example Work');
    expect(screen.getByLabelText('Password')).toBeTruthy();
  });

  it('shows the button of the provider alone where nothing else signs in', async () => {
    new FakeHost({ [ask]: [200, { signedIn: false, localSignIn: false, provider: 'login.example' }] });

    draw();

    expect(await button()).toBeTruthy();
    expect(screen.queryByLabelText('Password')).toBeNull();
    expect(screen.queryByLabelText('E-mail address')).toBeNull();
  });

  it.each([
    ['provider-unreachable', 'The sign-in provider cannot be reached'],
    ['provider-denied', 'The provider did not let you in'],
    ['provider-failed', 'The sign-in with the provider did not work'],
    ['too-many', 'Too many sign-ins with the provider'],
    ['no-role', 'gives you no role in FlextMonitor'],
    ['disabled', 'An administrator disabled your account here.'],
    ['one-factor', 'Your role needs two factors'],
    ['<b>unknown</b>', 'The sign-in with the provider did not work'],
  ])('says why the provider did not sign in: %s', async (error, text) => {
    new FakeHost({ [ask]: [200, { signedIn: false, localSignIn: false, provider: 'login.example' }] });

    draw(error);

    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain(text));
  });

  it('keeps the form where the host does not tell', async () => {
    new FakeHost({});

    draw();

    expect(await screen.findByLabelText('Password')).toBeTruthy();
  });
});
