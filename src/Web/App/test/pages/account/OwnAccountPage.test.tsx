import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OwnAccountPage } from '../../../src/pages/account/OwnAccountPage';
import type { Account } from '../../../src/state/monitor';
import { FakeHost } from '../../fakeHost';
import { accountOf, Staged, sceneOf } from '../../staged';

const session = (id: string, current: boolean) => ({
  id,
  current,
  browser: true,
  device: 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  address: '10.0.0.9',
  startedAt: '2026-01-02T11:00:00Z',
  lastUsedAt: '2026-01-02T11:30:00Z',
  expiresAt: '2026-01-16T11:00:00Z',
});
const sessions = {
  'GET /api/sessions': [200, { sessions: [session('s1', true), session('s2', false)] }],
  'GET /api/account/two-factor': [200, { enabled: false, recoveryCodesLeft: 0, missing: false }],
  'GET /api/account/push': [200, { publicKey: 'BA', canSubscribe: false, reason: 'needs HTTPS', subscriptions: [] }],
  'GET /api/account/passkeys': [200, { available: false, reason: 'Passkeys need HTTPS.', passkeys: [] }],
} as const;

function show(account: Account = accountOf('viewer')) {
  const scene = sceneOf([]);
  render(
    <Staged scene={{ ...scene, state: { ...scene.state, account } }}>
      <OwnAccountPage />
    </Staged>,
  );
  return scene.actions;
}

const button = (name: string) => screen.getByRole('button', { name });
const enter = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });

describe('OwnAccountPage', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('says what one may do, and with which daemons', () => {
    new FakeHost(sessions);
    show({
      kind: 'person',
      email: 'a@example.com',
      roles: ['viewer', 'operator'],
      sources: ['north', 'south'],
      operatesSources: ['south'],
      dashboards: [],
    });

    const facts = [...document.querySelectorAll('.own-facts dd')].map((fact) =>
      fact.textContent?.replaceAll(/[\u2066-\u2069]/g, ''),
    );
    expect(facts[0]).toContain('Operator');
    expect(facts.slice(1)).toEqual(['north, south', 'south']);
  });

  it('lists own sessions, and ends another one after asking', async () => {
    const host = new FakeHost({ ...sessions, 'DELETE /api/sessions/s2': [204] });
    show();

    await screen.findByText('This browser');
    expect(screen.getAllByText('Firefox 143, Linux')).toHaveLength(2);
    fireEvent.click(button('End'));
    expect(host.changes).toEqual([]);
    fireEvent.click(button('Yes, end'));

    await waitFor(() => expect(host.changes).toEqual([['DELETE /api/sessions/s2']]));
  });

  it('ends all others after asking', async () => {
    const host = new FakeHost({ ...sessions, 'DELETE /api/sessions': [204] });
    show();

    fireEvent.click(await screen.findByRole('button', { name: 'End all others' }));
    fireEvent.click(button('Yes, end'));

    await waitFor(() => expect(host.changes).toEqual([['DELETE /api/sessions']]));
  });

  it('says why there are no passkeys at this address', async () => {
    new FakeHost(sessions);
    show();

    await screen.findByText('Passkeys need HTTPS.');
    expect(screen.queryByRole('button', { name: 'Add a passkey' })).toBeNull();
  });

  it('changes the password', async () => {
    const host = new FakeHost({ ...sessions, 'POST /api/account/password': [204] });
    const actions = show();

    enter('Current password', 'the old words');
    enter('New password', 'the new words');
    enter('Repeat the password', 'the new words');
    fireEvent.click(button('Change password'));

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith('Your password was changed'));
    expect(host.changes).toEqual([
      ['POST /api/account/password', { currentPassword: 'the old words', newPassword: 'the new words' }],
    ]);
    expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('');
  });

  it('says beside the field that the current password is wrong', async () => {
    new FakeHost({ ...sessions, 'POST /api/account/password': [400, { errors: { currentPassword: ['It is wrong.'] } }] });
    show();

    enter('Current password', 'not this one');
    enter('New password', 'the new words');
    enter('Repeat the password', 'the new words');
    fireEvent.click(button('Change password'));

    await screen.findByText('It is wrong.');
    expect(screen.getByLabelText('Current password').getAttribute('aria-invalid')).toBe('true');
  });

  it('counts down where the host wants no other try', async () => {
    new FakeHost({ ...sessions, 'POST /api/account/password': [429, {}] });
    show();
    enter('Current password', 'not this one');
    enter('New password', 'the new words');
    enter('Repeat the password', 'the new words');

    fireEvent.click(button('Change password'));

    await screen.findByRole('button', { name: /Try again in/ });
  });
});
