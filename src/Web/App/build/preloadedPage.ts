import type { Plugin, Rollup } from 'vite';

const document = '/index.html';
const page = '/src/pages/dashboard/DashboardPage.tsx';

/** Has the browser fetch the dashboard, with which most visits begin, beside the application and not after it. */
export function preloadedPage(): Plugin {
  return {
    name: 'preloaded-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle, filename, chunk: entry }) {
        if (!filename.endsWith(document) || !bundle || !entry) {
          return [];
        }
        const chunk = Object.values(bundle).find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(page));
        if (!chunk) {
          throw new Error(`No chunk was built from ${page}`);
        }
        const present = neededBy(entry.fileName, bundle);
        return [...neededBy(chunk.fileName, bundle)]
          .filter((name) => !present.has(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `./${name}` },
            injectTo: 'head',
          }));
      },
    },
  };
}

/** The names of a chunk and of everything that it imports at once. */
function neededBy(name: string, bundle: Rollup.OutputBundle, found = new Set<string>()): ReadonlySet<string> {
  const file = bundle[name];
  if (file?.type === 'chunk' && !found.has(name)) {
    found.add(name);
    for (const imported of file.imports) {
      neededBy(imported, bundle, found);
    }
  }
  return found;
}
