import { readFile } from 'node:fs/promises';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';

type Listener = (event: object) => void;

/** Runs the service worker as it is served, in a scope that a browser would give it. */
async function start(tabs: readonly object[] = []) {
  const listeners = new Map<string, Listener>();
  const showNotification = vi.fn(async () => undefined);
  const openWindow = vi.fn(async () => undefined);
  const self = {
    addEventListener: (name: string, listener: Listener) => listeners.set(name, listener),
    skipWaiting: async () => undefined,
    registration: { showNotification },
    clients: { matchAll: async () => tabs, openWindow },
  };
  runInNewContext(await readFile(new URL('../public/sw.js', import.meta.url), 'utf8'), { self });
  const send = async (name: string, event: object) => {
    let done: unknown;
    listeners.get(name)?.({ ...event, waitUntil: (promise: unknown) => (done = promise) });
    await done;
  };
  return { send, showNotification, openWindow };
}

const link = 'https://monitor.example/problems/p1';
const click = () => ({ notification: { close: vi.fn(), data: { link } } });

describe('the service worker', () => {
  it('shows what the host sends', async () => {
    const { send, showNotification } = await start();

    await send('push', { data: { json: () => ({ title: 'Critical: Orders failed', body: 'Since noon', link, tag: 'm1' }) } });

    expect(showNotification).toHaveBeenCalledWith('Critical: Orders failed', { body: 'Since noon', tag: 'm1', data: { link } });
  });

  it('opens the page of a notification, and closes the notification', async () => {
    const { send, openWindow } = await start([{ url: 'https://monitor.example/' }]);
    const event = click();

    await send('notificationclick', event);

    expect(event.notification.close).toHaveBeenCalled();
    expect(openWindow).toHaveBeenCalledWith(link);
  });

  it('shows the tab that has the page open already', async () => {
    const focus = vi.fn(async () => undefined);
    const { send, openWindow } = await start([{ url: link, focus }]);

    await send('notificationclick', click());

    expect(focus).toHaveBeenCalled();
    expect(openWindow).not.toHaveBeenCalled();
  });
});
