import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Markdown } from '../../../src/pages/dashboards/markdown/Markdown';
import { inlines, parseMarkdown, safeAddress } from '../../../src/pages/dashboards/markdown/parse';

const drawn = (text: string): string => {
  cleanup();
  return render(<Markdown text={text} />).container.querySelector('.markdown')?.innerHTML ?? '';
};

describe('Markdown', () => {
  afterEach(cleanup);

  it.each([
    ['# Nights', '<h3 class="markdown-1">Nights</h3>'],
    ['## Nights ##', '<h4 class="markdown-2">Nights</h4>'],
    ['one\ntwo', '<p>one<br>two</p>'],
    ['**bold** and *slanted* and _slanted_', '<p><strong>bold</strong> and <em>slanted</em> and <em>slanted</em></p>'],
    ['`a < b`', '<p><code>a &lt; b</code></p>'],
    ['- one\n- two\n  more', '<ul><li>one</li><li>two more</li></ul>'],
    ['3. one\n4. two', '<ol start="3"><li>one</li><li>two</li></ol>'],
    ['> said', '<blockquote><p>said</p></blockquote>'],
    ['```\n# no heading\n```', '<pre tabindex="0"><code># no heading</code></pre>'],
    ['---', '<hr>'],
    ['snake_case_name stays', '<p>snake_case_name stays</p>'],
    ['\\*no emphasis\\*', '<p>*no emphasis*</p>'],
    ['**open', '<p>**open</p>'],
  ])('draws %j', (text, expected) => {
    expect(drawn(text)).toBe(expected);
  });

  it('leads to addresses of the web and nowhere else', () => {
    drawn('[run book](https://example.com/a?b=1) https://example.org.');

    const links = screen
      .getAllByRole('link')
      .map((link) => [link.textContent, link.getAttribute('href'), link.getAttribute('rel')]);
    expect(links).toEqual([
      ['run book', 'https://example.com/a?b=1', 'noopener noreferrer nofollow'],
      ['https://example.org', 'https://example.org/', 'noopener noreferrer nofollow'],
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//example.com',
    '/login',
    'JaVaScRiPt:alert(1)',
    'https://',
  ])('takes %s for no address', (address) => {
    expect(safeAddress(address)).toBeNull();
    drawn(`[click](${address})`);
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('takes HTML for text', () => {
    const html = drawn('<img src=x onerror=alert(1)> <b>no</b>\n\n<script>alert(1)</script>');

    expect(html).not.toMatch(/<(img|b|script)/);
    expect(screen.getByText(/<script>alert\(1\)<\/script>/)).toBeTruthy();
  });

  it.each([
    '*'.repeat(16_000),
    '['.repeat(16_000),
    '`'.repeat(16_000),
    '_a '.repeat(5_000),
    '> '.repeat(8_000),
    '\\'.repeat(16_000),
  ])('reads long texts of marks in no time', (text) => {
    const before = performance.now();
    parseMarkdown(text);
    expect(performance.now() - before).toBeLessThan(1000);
  });

  it('keeps all of a text that it cannot read', () => {
    const text = 'a **b c [d](e f) `g';

    const all = inlines(text)
      .map((part) => ('text' in part ? part.text : ''))
      .join('');
    expect(all).toBe(text);
  });
});
