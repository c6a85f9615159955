import { beforeEach, describe, expect, it } from 'vitest';
import { Application } from '../../src/app/application';
import { pages } from '../../src/app/pages';
import { loadPreferences, PreferenceStore } from '../../src/state/preferences';

beforeEach(() => localStorage.clear());

describe('Application', () => {
  it('keeps what another page chose meanwhile, and goes on as it is itself', () => {
    const application = new Application(pages);
    new PreferenceStore().change({ notify: true });

    application.prefer({ theme: 'dark' });

    expect(loadPreferences()).toMatchObject({ theme: 'dark', notify: true });
    expect(application.preferences.current).toMatchObject({ theme: 'dark', notify: false });
  });
});
