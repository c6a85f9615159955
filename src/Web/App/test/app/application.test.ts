// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Application } from '../../src/app/application';
import { pages } from '../../src/app/pages';
import { isSignOutPending } from '../../src/connection/pendingSignOut';
import { loadPreferences, PreferenceStore } from '../../src/state/preferences';
import { account } from '../connection/stagedSession';
import { goldenJson } from '../contract/golden';
import { nowMs, status } from '../messages';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('Application', () => {
  it('keeps what another page chose meanwhile, and goes on as it is itself', () => {
    const application = new Application(pages);
    new PreferenceStore().change({ notify: true });

    application.prefer({ theme: 'dark' });

    expect(loadPreferences()).toMatchObject({ theme: 'dark', notify: true });
    expect(application.preferences.current).toMatchObject({ theme: 'dark', notify: false });
  });

  it('adds to the history only where the address changes', () => {
    const application = new Application(pages);
    const pushed = vi.spyOn(history, 'pushState');

    application.navigate({ source: 'north' });
    application.navigate({ source: 'north' });

    expect(pushed).toHaveBeenCalledExactlyOnceWith(null, '', '/?source=north');
    pushed.mockRestore();
    history.replaceState(null, '', '/');
  });

  it('makes one step of the way back of what is typed', () => {
    const application = new Application(pages);
    const pushed = vi.spyOn(history, 'pushState');

    application.navigate({ query: 'state=down' });
    application.navigate({ query: 'daemon=n' }, 'replace');
    application.navigate({ query: 'daemon=no' }, 'replace');

    application.navigate({ source: 'north' });
    application.navigate({ query: 'daemon=x' }, 'replace');

    expect(pushed.mock.calls.map(([, , address]) => address)).toEqual([
      '/?state=down',
      '/?daemon=n',
      '/?daemon=no&source=north',
      '/?daemon=x&source=north',
    ]);
    expect(location.search).toBe('?daemon=x&source=north');
    pushed.mockRestore();
    history.replaceState(null, '', '/');
  });

  it('keeps nothing in the tab once the session has ended', () => {
    const application = new Application(pages);
    vi.spyOn(application.session, 'start').mockImplementation(() => undefined);
    application.start();
    application.store.dispatch({ type: 'message', incoming: status(), receivedAtMs: nowMs });
    dispatchEvent(new Event('pagehide'));
    expect(sessionStorage.length).toBe(1);

    application.store.dispatch({ type: 'ended', reason: 'signed-out' });
    expect(sessionStorage.length).toBe(0);
    dispatchEvent(new Event('pagehide'));

    expect(sessionStorage.length).toBe(0);
  });

  it('forgets what it shows when somebody signs out while the host is away, and tells the host once it is back', async () => {
    vi.useFakeTimers();
    const answers = [
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => Promise.resolve(new Response(null, { status: 204 })),
    ];
    const asked = vi.fn(() => (answers.shift() as () => Promise<Response>)());
    vi.stubGlobal('fetch', asked);
    const assigned = vi.spyOn(location, 'assign').mockImplementation(() => undefined);
    const application = new Application(pages);
    application.store.dispatch({ type: 'message', incoming: status(), receivedAtMs: nowMs });

    application.signOut();
    await vi.advanceTimersByTimeAsync(0);

    expect(application.store.state.sources.size).toBe(0);
    expect(application.store.state.connection).toMatchObject({
      kind: 'ended',
      reason: 'signed-out',
      untold: expect.stringContaining('The host does not know yet'),
    });
    expect(isSignOutPending()).toBe(true);
    await vi.advanceTimersByTimeAsync(3000);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(isSignOutPending()).toBe(false);
    expect(assigned).toHaveBeenCalledExactlyOnceWith('/login');
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('shows what the document tells, and opens the session with who is signed in', () => {
    vi.spyOn(performance, 'getEntriesByType').mockReturnValue([
      { transferSize: 5000, requestStart: 10, responseStart: 20 },
    ] as unknown as PerformanceEntryList);
    const message = (target: string) => ({ type: 1, target, arguments: [goldenJson(target)] });
    const state = { at: '2026-01-02T12:00:00Z', account, messages: ['SourceStatus', 'DashboardStats', 'Heartbeat'].map(message) };
    document.body.innerHTML = `<script type="application/json" id="state">${JSON.stringify(state)}</script>`;
    const application = new Application(pages);
    const start = vi.spyOn(application.session, 'start').mockImplementation(() => undefined);

    application.start();

    expect(start).toHaveBeenCalledExactlyOnceWith(account);
    expect([...application.store.state.sources.keys()]).toEqual(['default']);
    expect(application.scene().isConnected).toBe(true);
    expect(application.store.state.connection.kind).toBe('opening');
    vi.restoreAllMocks();
  });

  it('ends the session first where a page is loaded again before the host was told', () => {
    sessionStorage.setItem('flextmonitor-sign-out', 'pending');
    vi.stubGlobal('fetch', () => new Promise(() => undefined));
    document.body.innerHTML = '<script type="application/json" id="state">{}</script>';
    const application = new Application(pages);
    const start = vi.spyOn(application.session, 'start');

    application.start();

    expect(document.getElementById('state')).toBeNull();
    expect(start).not.toHaveBeenCalled();
    expect(application.store.state.connection).toMatchObject({ kind: 'ended', reason: 'signed-out' });
    vi.unstubAllGlobals();
  });
});
