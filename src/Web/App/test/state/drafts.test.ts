// @vitest-environment happy-dom

import { describe, expect, it } from 'vitest';
import { draftOf, forgetDraft, forgetDrafts, keepDraft } from '../../src/state/drafts';
import { forgetHome, keepHome, keptHome } from '../../src/state/keptHome';

describe('drafts', () => {
  const storage = () => localStorage;

  it('are kept for each person and thing until they are forgotten', () => {
    keepDraft('a@example.com', 'dashboard/1', 'one', storage);
    keepDraft('b@example.com', 'dashboard/1', 'other', storage);

    expect([draftOf('a@example.com', 'dashboard/1', storage), draftOf('a@example.com', 'dashboard/2', storage)]).toEqual([
      'one',
      null,
    ]);
    forgetDraft('a@example.com', 'dashboard/1', storage);
    expect(draftOf('a@example.com', 'dashboard/1', storage)).toBeNull();
    expect(draftOf('b@example.com', 'dashboard/1', storage)).toBe('other');
  });

  it('all go at once, and nothing else does', () => {
    localStorage.setItem('flextmonitor.preferences', '{}');
    keepDraft('a@example.com', 'dashboard/1', 'one', storage);

    forgetDrafts(storage);

    expect(Object.keys(localStorage).filter((key) => key.includes('draft'))).toEqual([]);
    expect(localStorage.getItem('flextmonitor.preferences')).toBe('{}');
  });

  it('are none where the browser has no storage', () => {
    const none = () => {
      throw new Error('refused');
    };

    expect(keepDraft('a', 'b', 'c', none)).toBe(false);
    expect(draftOf('a', 'b', none)).toBeNull();
    forgetDrafts(none);
  });
});

describe('the dashboard that a person begins with', () => {
  const storage = () => localStorage;

  it('is kept with whose it is', () => {
    keepHome({ who: 'a@example.com', id: '1' }, storage);
    expect(keptHome(storage)).toEqual({ who: 'a@example.com', id: '1' });

    forgetHome(storage);
    expect(keptHome(storage)).toBeNull();
  });

  it.each(['{', '[]', '{"who":1,"id":"x"}', 'null'])('is none if %s is kept', (text) => {
    localStorage.setItem('flextmonitor.home', text);

    expect(keptHome(storage)).toBeNull();
  });
});
