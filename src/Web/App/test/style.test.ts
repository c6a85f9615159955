import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compile } from 'sass';
import { describe, expect, it } from 'vitest';

const app = resolve(import.meta.dirname, '..');
const { css } = compile(resolve(app, 'src/style/app.scss'), {
  loadPaths: [resolve(app, 'node_modules'), resolve(app, 'src/style')],
  quietDeps: true,
  silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
});

/** What the rules of exactly one selector say, wherever they stand. */
function rulesOf(selector: string): string {
  const found = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].filter(([, selectors]) =>
    selectors?.split(',').some((one) => one.trim() === selector),
  );
  return found.map(([, , rules]) => rules).join('\n');
}

describe('the dashboard’s style', () => {
  it('keeps what is read out in its place while it says nothing', () => {
    expect(rulesOf('.notice:empty')).not.toBe('');
    expect(rulesOf('.notice:empty')).not.toContain('display');
  });

  // Vite does not fetch the stylesheet of a lazy page again after a failed try, and the page would be drawn without it.
  it('holds the styles of every page, which loads none itself', () => {
    const pages = readdirSync(resolve(app, 'src/pages'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    );

    expect(pages.filter((name) => /^import .*\.s?css'/m.test(readFileSync(resolve(app, 'src/pages', name), 'utf8')))).toEqual([]);
    expect(rulesOf('.connections-count')).not.toBe('');
  });

  it('has no button for more lanes on paper or on a wall', () => {
    expect(rulesOf('.page .lanes-more')).toContain('display: none');
    expect(rulesOf('.is-kiosk .lanes-more')).toContain('display: none');
  });

  it('has no controls in a run’s drawer on a wall', () => {
    expect(rulesOf('.is-kiosk .drawer .run-search')).toContain('display: none');
    expect(css).toMatch(/\.is-kiosk \.drawer :is\(button, select, summary\)[^{]*\{\s*display: none/);
  });

  it('moves nothing that has to be drawn again for it', () => {
    const keyframes = [...css.matchAll(/@keyframes [\w-]+ \{([\s\S]*?\})\s*\}/g)].map(([, frames]) => frames);

    expect(keyframes.length).toBeGreaterThan(0);
    expect(keyframes.join()).not.toContain('background');
  });

  it('leaves room for the strip above what the keyboard leads to', () => {
    expect(rulesOf('html')).toContain('scroll-padding-top');
  });

  it('keeps the trigger of a run as long as there is room for it', () => {
    const hiding = [...css.matchAll(/@media \(max-width: ([\d.]+)rem\) \{\s*\.runs-table \.col-trigger \{\s*display: none/g)];

    expect(hiding.map(([, rem]) => Number(rem))).toEqual([52]);
  });
});
