import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../src');

interface Import {
  /** The importing and the imported file, relative to src, with their extensions. */
  readonly from: string;
  readonly to: string;
  /** Whether it is loaded when it is needed, by `import()`. */
  readonly isLazy: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name));
const known = new Set(files);

const statement = /(?:^|\n)\s*(?:import|export)\b(?:[^'";]*?\bfrom)?\s*'(\.[^']+)'/g;
const call = /\bimport\(\s*'(\.[^']+)'\s*\)/g;

function importsOf(from: string, text: string): readonly Import[] {
  const found = (pattern: RegExp, isLazy: boolean) =>
    [...text.matchAll(pattern)].flatMap(([, name]): Import[] => {
      const path = relative(source, join(source, dirname(from), name ?? '')).replaceAll('\\', '/');
      const to = [path, `${path}.ts`, `${path}.tsx`].find((candidate) => known.has(candidate));
      return to ? [{ from, to, isLazy }] : [];
    });
  return [...found(statement, false), ...found(call, true)];
}

const imports = files.flatMap((file) => importsOf(file, readFileSync(join(source, file), 'utf8')));

/** The first folder of a path, and for a page its own folder too: `state`, `pages/dashboard`. */
const roomOf = (file: string): string => /^(?:pages\/[^/]+|[^/]+)/.exec(file)?.[0] ?? file;

/** What each folder may import besides itself. A page may import everything but another page, and nothing imports a page but its manifest. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  text: [],
  kit: ['text'],
  state: ['contract', 'text'],
  connection: ['contract', 'text', 'state'],
  client: ['contract', 'text', 'state', 'connection'],
  app: ['contract', 'text', 'kit', 'state', 'connection'],
  charts: ['contract', 'text', 'kit', 'state', 'connection', 'app'],
  run: ['contract', 'text', 'kit', 'state', 'connection', 'app'],
  panels: ['contract', 'text', 'kit', 'state', 'connection', 'app', 'charts', 'run'],
  pages: ['contract', 'text', 'kit', 'state', 'connection', 'app', 'charts', 'run', 'panels'],
  account: ['contract', 'text', 'kit', 'state', 'connection'],
};
const manifest = 'app/pages.ts';

function isAllowed({ from, to, isLazy }: Import): boolean {
  const [own, other] = [roomOf(from), roomOf(to)];
  const isManifestLoad = from === manifest && isLazy && other.startsWith('pages/');
  return own === other || isManifestLoad || (allowed[own.startsWith('pages/') ? 'pages' : own]?.includes(other) ?? false);
}

/** The files of the first circle found among imports; empty if there is none. */
function circleIn(edges: readonly Import[]): readonly string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) {
    targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) {
      return [...path.slice(path.indexOf(file)), file];
    }
    if (done.has(file)) {
      return [];
    }
    for (const to of targets.get(file) ?? []) {
      const circle = visit(to, [...path, file]);
      if (circle.length > 0) {
        return circle;
      }
    }
    done.add(file);
    return [];
  };
  return [...targets.keys()].reduce<readonly string[]>((found, file) => (found.length > 0 ? found : visit(file, [])), []);
}

const text = (found: readonly Import[]) => found.map(({ from, to }) => `${from} → ${to}`);

describe('the imports of the page', () => {
  it('are all read', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it('go from a folder to those that it may know', () => {
    expect(text(imports.filter((one) => !isAllowed(one)))).toEqual([]);
  });

  it('form no circle', () => {
    expect(circleIn(imports.filter(({ isLazy }) => !isLazy))).toEqual([]);
  });

  it.each([
    ['app/a.ts', 'pages/dashboard/b.ts', false],
    ['run/a.ts', 'pages/dashboard/b.ts', false],
    ['panels/a.ts', 'pages/dashboard/b.ts', false],
    ['run/a.ts', 'panels/b.ts', false],
    ['app/a.ts', 'charts/b.ts', false],
    ['pages/dashboard/a.ts', 'pages/connections/b.ts', true],
    ['state/a.ts', 'connection/b.ts', false],
    ['kit/a.ts', 'state/b.ts', false],
    ['kit/a.ts', 'contract/b.ts', false],
    ['contract/a.ts', 'state/b.ts', false],
    ['connection/a.ts', 'app/b.ts', false],
  ])('would not be allowed from %s to %s', (from, to, isLazy) => {
    expect(isAllowed({ from, to, isLazy })).toBe(false);
  });

  it('would show a circle', () => {
    const edge = (from: string, to: string): Import => ({ from, to, isLazy: false });

    expect(circleIn([edge('a', 'b'), edge('b', 'c'), edge('c', 'a')])).toEqual(['a', 'b', 'c', 'a']);
  });

  it('are found however they are written', () => {
    const [one, other] = ['state/runs.ts', 'state/pace.ts'];
    const written = [
      "import { runs } from './runs';",
      "import type {\n  A,\n  B,\n} from './runs';",
      "import './runs';",
      "export { x } from './runs';",
      "const later = () => import('./runs');",
    ];

    expect(written.flatMap((line) => importsOf(other ?? '', line).map(({ to }) => to))).toEqual(written.map(() => one));
  });
});
