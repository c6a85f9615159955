// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { preferencesEvent } from '../../src/state/keptPreferences';
import { loadPreferences, PreferenceStore, type Preferences } from '../../src/state/preferences';
import { defaultThresholds } from '../../src/state/thresholds';
import { timeZone } from '../../src/text/format';
import { language } from '../../src/text/text';

const chosen: Preferences = {
  theme: 'dark',
  zone: 'utc',
  language: 'pt',
  notify: true,
  keys: false,
  warnPercent: 70,
  badPercent: 90,
};

beforeEach(() => localStorage.clear());

afterEach(() => new PreferenceStore().change({ language: 'en', zone: 'local' }));

describe('preferences', () => {
  it('are those of the system before anything was chosen', () => {
    expect(loadPreferences()).toEqual({
      theme: 'system',
      zone: 'local',
      language: 'en',
      notify: false,
      keys: true,
      ...defaultThresholds,
    });
  });

  it('are read back as they were saved', () => {
    new PreferenceStore().change(chosen);

    expect(loadPreferences()).toEqual(chosen);
  });

  it('are kept where the theme’s script looks for them', () => {
    new PreferenceStore().change(chosen);

    expect(JSON.parse(localStorage.getItem('flextmonitor.preferences') ?? '')).toMatchObject({ theme: 'dark' });
  });

  it.each([
    '',
    'null',
    '[]',
    '7',
    '{',
    '{"theme":"pink","zone":5,"language":"xx","notify":"yes","keys":"no","warnPercent":"80","badPercent":101}',
  ])('that cannot be read (%j) are those by default', (kept) => {
    localStorage.setItem('flextmonitor.preferences', kept);

    expect(loadPreferences()).toEqual({
      theme: 'system',
      zone: 'local',
      language: 'en',
      notify: false,
      keys: true,
      ...defaultThresholds,
    });
  });

  it('that hold only some keep these', () => {
    localStorage.setItem('flextmonitor.preferences', '{"zone":"utc"}');

    expect(loadPreferences()).toMatchObject({ zone: 'utc', theme: 'system' });
  });

  it('that change keep what another tab chose in the meantime', () => {
    const own = new PreferenceStore();
    new PreferenceStore().change({ zone: 'utc' });

    own.change({ theme: 'dark' });

    expect(own.current).toMatchObject({ theme: 'dark', zone: 'local' });
    expect(loadPreferences()).toMatchObject({ theme: 'dark', zone: 'utc' });
  });

  it.each([
    ['once its texts are there', () => Promise.resolve()],
    ['even if its texts cannot be loaded', () => Promise.reject(new Error('offline'))],
  ])('that another tab changes with the language are followed, applied and announced %s', async (_, loaded) => {
    const own = new PreferenceStore();
    const changed = vi.fn();
    const load = vi.fn(loaded);
    own.follow(load, changed);
    localStorage.setItem('flextmonitor.preferences', '{"theme":"dark","zone":"utc","language":"pt"}');

    dispatchEvent(new StorageEvent('storage', { key: 'flextmonitor.other' }));
    expect(changed).not.toHaveBeenCalled();
    dispatchEvent(new StorageEvent('storage', { key: 'flextmonitor.preferences' }));
    expect(own.current.theme).not.toBe('dark');
    await vi.waitFor(() => expect(changed).toHaveBeenCalledOnce());

    expect(load).toHaveBeenCalledExactlyOnceWith('pt');
    expect(own.current).toMatchObject({ theme: 'dark', zone: 'utc', language: 'pt' });
    expect([timeZone(), language()]).toEqual(['utc', 'pt']);
  });

  it('that another tab changes without the language are followed at once', () => {
    const own = new PreferenceStore();
    const load = vi.fn();
    own.follow(load, () => undefined);
    localStorage.setItem('flextmonitor.preferences', '{"theme":"dark"}');

    dispatchEvent(new StorageEvent('storage', { key: 'flextmonitor.preferences' }));

    expect(own.current.theme).toBe('dark');
    expect(load).not.toHaveBeenCalled();
  });

  it('that cannot be kept because the storage is full are applied all the same', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    } as unknown as Storage;
    const own = new PreferenceStore(() => full);

    own.change({ language: 'pt' });

    expect(own.current.language).toBe('pt');
    expect(language()).toBe('pt');
  });

  it('are those by default where the browser refuses its storage, and can be changed', () => {
    const refused = vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    try {
      const own = new PreferenceStore();
      expect(own.current.zone).toBe('local');

      own.change({ zone: 'utc' });

      expect(own.current.zone).toBe('utc');
      expect(timeZone()).toBe('utc');
    } finally {
      refused.mockRestore();
    }
  });

  it('that change are applied to texts, times and document, and announced', () => {
    const announced = vi.fn();
    addEventListener(preferencesEvent, announced);

    new PreferenceStore().change({ language: 'pt', zone: 'utc' });
    removeEventListener(preferencesEvent, announced);

    expect([language(), timeZone(), document.documentElement.lang]).toEqual(['pt', 'utc', 'pt']);
    expect(announced).toHaveBeenCalledOnce();
  });
});
