// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Application } from '../../src/app/application';
import { pages } from '../../src/app/pages';
import { loadPreferences, PreferenceStore } from '../../src/state/preferences';
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
});
