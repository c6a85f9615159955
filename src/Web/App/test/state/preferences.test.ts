import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { preferencesEvent } from '../../src/state/keptPreferences';
import { loadPreferences, PreferenceStore, type Preferences } from '../../src/state/preferences';
import { timeZone } from '../../src/text/format';
import { language } from '../../src/text/text';

const chosen: Preferences = { theme: 'dark', zone: 'utc', language: 'pt', notify: true, keys: false };

beforeEach(() => localStorage.clear());

afterEach(() => new PreferenceStore().change({ language: 'en', zone: 'local' }));

describe('preferences', () => {
  it('are those of the system before anything was chosen', () => {
    expect(loadPreferences()).toEqual({ theme: 'system', zone: 'local', language: 'en', notify: false, keys: true });
  });

  it('are read back as they were saved', () => {
    new PreferenceStore().change(chosen);

    expect(loadPreferences()).toEqual(chosen);
  });

  it('are kept where the theme’s script looks for them', () => {
    new PreferenceStore().change(chosen);

    expect(JSON.parse(localStorage.getItem('flextmonitor.preferences') ?? '')).toMatchObject({ theme: 'dark' });
  });

  it.each(['', 'null', '[]', '7', '{', '{"theme":"pink","zone":5,"language":"xx","notify":"yes","keys":"no"}'])(
    'that cannot be read (%j) are those by default',
    (kept) => {
      localStorage.setItem('flextmonitor.preferences', kept);

      expect(loadPreferences()).toEqual({ theme: 'system', zone: 'local', language: 'en', notify: false, keys: true });
    },
  );

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

  it('that change are applied to texts, times and document, and announced', () => {
    const announced = vi.fn();
    addEventListener(preferencesEvent, announced);

    new PreferenceStore().change({ language: 'pt', zone: 'utc' });
    removeEventListener(preferencesEvent, announced);

    expect([language(), timeZone(), document.documentElement.lang]).toEqual(['pt', 'utc', 'pt']);
    expect(announced).toHaveBeenCalledOnce();
  });
});
