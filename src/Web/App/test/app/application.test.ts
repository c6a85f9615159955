import { beforeEach, describe, expect, it } from 'vitest';
import { Page } from '../../src/app/application';
import { loadPreferences, savePreferences } from '../../src/state/preferences';

beforeEach(() => localStorage.clear());

describe('Page', () => {
  it('keeps what another page chose meanwhile, and goes on as it is itself', () => {
    const page = new Page();
    savePreferences({ ...loadPreferences(), notify: true });

    page.prefer({ theme: 'dark' });

    expect(loadPreferences()).toMatchObject({ theme: 'dark', notify: true });
    expect(page.preferences).toMatchObject({ theme: 'dark', notify: false });
  });
});
