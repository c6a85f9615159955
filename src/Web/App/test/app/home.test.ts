// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Home } from '../../src/app/home';
import { createStore } from '../../src/state/store';
import { FakeHost } from '../fakeHost';
import { nowMs } from '../messages';
import { accountOf } from '../staged';

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

function followed() {
  const store = createStore();
  const home = new Home(store);
  home.follow(true, () => undefined);
  store.dispatch({ type: 'account', account: accountOf('viewer') });
  store.dispatch({ type: 'opened', atMs: nowMs });
  return { store, home };
}

it('keeps the dashboard that the host tells', async () => {
  new FakeHost({ 'GET /api/account/home-dashboard': [200, { id: 'nights' }] });

  const { home } = followed();

  await vi.waitFor(() => expect(home.id).toBe('nights'));
});

it('keeps nothing that the host tells once the session has ended', async () => {
  const host = new FakeHost({ 'GET /api/account/home-dashboard': [200, { id: 'nights' }] });
  const { store, home } = followed();

  store.dispatch({ type: 'ended', reason: 'signed-out' });
  await vi.waitFor(() => expect(host.asked).toHaveLength(1));
  await new Promise((done) => setTimeout(done));

  expect(home.id).toBeNull();
  expect(localStorage.length).toBe(0);
});
