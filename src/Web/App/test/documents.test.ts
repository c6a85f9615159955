import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

describe.each(['index', 'login', 'setup', 'link', 'display'])('%s.html', (name) => {
  const html = readFileSync(resolve(import.meta.dirname, '..', `${name}.html`), 'utf8');

  it('says in every language that it needs scripts', () => {
    expect(html).toContain('<p>FlextMonitor needs JavaScript');
    expect(html).toContain('<p lang="pt">O FlextMonitor precisa de JavaScript');
  });
});

it('is not translated by the browser where figures live, and may be where somebody signs in', () => {
  const read = (name: string) => readFileSync(resolve(import.meta.dirname, '..', `${name}.html`), 'utf8');

  expect(read('index')).toMatch(
    /<html lang="en" data-path-base="" translate="no">[\s\S]*<meta name="google" content="notranslate">/,
  );
  expect(read('login') + read('setup') + read('link') + read('display')).not.toContain('translate');
});
