// @vitest-environment node
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
