import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

describe.each(['index', 'login', 'setup'])('%s.html', (name) => {
  const html = readFileSync(resolve(import.meta.dirname, '..', `${name}.html`), 'utf8');

  it('says in every language that it needs scripts', () => {
    expect(html).toContain('<p>FlextMonitor needs JavaScript');
    expect(html).toContain('<p lang="pt">O FlextMonitor precisa de JavaScript');
  });
});
