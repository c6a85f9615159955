import { beforeEach, describe, expect, it } from 'vitest';
import { loadPreferences, type Preferences, savePreferences } from '../../src/state/preferences';

const chosen: Preferences = { theme: 'dark', zone: 'utc', language: 'pt', notify: true, keys: false };

beforeEach(() => localStorage.clear());

describe('preferences', () => {
  it('are those of the system before anything was chosen', () => {
    expect(loadPreferences()).toEqual({ theme: 'system', zone: 'local', language: 'en', notify: false, keys: true });
  });

  it('are read back as they were saved', () => {
    savePreferences(chosen);

    expect(loadPreferences()).toEqual(chosen);
  });

  it('are kept where the theme’s script looks for them', () => {
    savePreferences(chosen);

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
});
