import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PushSection } from '../../../src/pages/account/PushSection';
import { FakeHost } from '../../fakeHost';
import { Staged, sceneOf } from '../../staged';

const made = { endpoint: 'https://push.example/a', keys: { p256dh: 'B', auth: 'A' } };
const browser = {
  id: 'b1',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  createdAt: '2026-01-02T11:00:00Z',
};
const push = (canSubscribe: boolean, ...subscriptions: readonly unknown[]) =>
  [200, { publicKey: 'BKey', canSubscribe, reason: canSubscribe ? null : 'needs HTTPS', subscriptions }] as const;

/** A browser that can be told, whose person answers as given. */
function stubBrowser(permission: string) {
  const subscribe = vi.fn(async () => ({ toJSON: () => made }));
  const unsubscribe = vi.fn(async () => true);
  const pushManager = { subscribe, getSubscription: async () => ({ unsubscribe }) };
  const register = vi.fn(async () => ({}));
  vi.stubGlobal('PushManager', class {});
  vi.stubGlobal('Notification', { requestPermission: async () => permission });
  vi.stubGlobal('navigator', { ...navigator, serviceWorker: { register, ready: Promise.resolve({ pushManager }) } });
  return { subscribe, unsubscribe, register };
}

function show() {
  const scene = sceneOf([]);
  render(
    <Staged scene={scene}>
      <PushSection />
    </Staged>,
  );
}

describe('PushSection', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('turns them on with the key of the host, instead of what the browser had before', async () => {
    const parts = stubBrowser('granted');
    const host = new FakeHost({ 'GET /api/account/push': push(true), 'POST /api/account/push': [200, browser] });
    show();

    fireEvent.click(await screen.findByRole('button', { name: 'Turn on in this browser' }));

    await waitFor(() => expect(host.changes).toEqual([['POST /api/account/push', made]]));
    expect(parts.register).toHaveBeenCalledWith('/sw.js');
    expect(parts.unsubscribe).toHaveBeenCalled();
    expect(parts.subscribe).toHaveBeenCalledWith({ userVisibleOnly: true, applicationServerKey: 'BKey' });
  });

  it('says what to do where the person does not allow it', async () => {
    stubBrowser('denied');
    const host = new FakeHost({ 'GET /api/account/push': push(true) });
    show();

    fireEvent.click(await screen.findByRole('button', { name: 'Turn on in this browser' }));

    expect((await screen.findByRole('alert')).textContent).toContain('did not allow it');
    expect(host.changes).toEqual([]);
  });

  it('says that this address has none without HTTPS', async () => {
    stubBrowser('granted');
    new FakeHost({ 'GET /api/account/push': push(false) });
    show();

    expect(await screen.findByText(/takes no notifications at this address/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Turn on in this browser' })).toBeNull();
  });

  it('lists browsers, and turns one off after asking', async () => {
    stubBrowser('granted');
    const host = new FakeHost({ 'GET /api/account/push': push(true, browser), 'DELETE /api/account/push/b1': [204] });
    show();

    fireEvent.click(await screen.findByRole('button', { name: /Turn off notifications of Firefox 143, Linux/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Yes, remove' }));

    await waitFor(() => expect(host.changes).toEqual([['DELETE /api/account/push/b1']]));
  });
});
