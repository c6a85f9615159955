import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadStylesheet } from '../../src/kit/stylesheet';

let links: HTMLLinkElement[] = [];

/** The browser says what became of the newest sheet. */
const tell = (what: 'load' | 'error') => links.at(-1)?.dispatchEvent(new Event(what));

describe('a style sheet of some pages', () => {
  beforeEach(() => {
    links = [];
    // Kept out of the document, where one that cannot be fetched would fail by itself.
    vi.spyOn(document.head, 'append').mockImplementation((link) => {
      links.push(link as HTMLLinkElement);
    });
  });
  afterEach(() => vi.restoreAllMocks());

  it('is loaded once, and waited for', async () => {
    const first = loadStylesheet('/one.css');
    const second = loadStylesheet('/one.css');
    tell('load');

    await Promise.all([first, second]);
    expect(links.map(({ href, rel }) => [new URL(href).pathname, rel])).toEqual([['/one.css', 'stylesheet']]);
  });

  it('is tried again after a failure', async () => {
    const failed = loadStylesheet('/two.css');
    tell('error');
    await expect(failed).rejects.toThrow('The style sheet /two.css cannot be loaded');

    const again = loadStylesheet('/two.css');
    tell('load');
    await again;
    expect(links).toHaveLength(2);
  });
});
