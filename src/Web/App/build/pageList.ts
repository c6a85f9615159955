import { type Plugin, runnerImport } from 'vite';
import type { PageEntry } from '../src/app/page.ts';
import { pageFiles } from './firstVisit.ts';

/**
 * Writes the application's pages to `pages.json`: the address of each, and the scripts that it needs. The host answers 404 for any other address, and
 * has browsers fetch the page's scripts beside the application and not after it.
 */
export function pageList(): Plugin {
  return {
    name: 'page-list',
    apply: 'build',
    async generateBundle(_, bundle) {
      const { module } = await runnerImport<{ readonly pages: readonly PageEntry[] }>('./src/app/pages.ts', {
        configFile: false,
      });
      const pages = module.pages.map(({ path, load }) => ({ path, scripts: [...pageFiles(moduleOf(path, load), bundle)] }));
      this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(pages) });
    },
  };
}

/** The module that a page is imported from, as its entry's code names it. */
function moduleOf(path: string, load: PageEntry['load']): string {
  const names = load.toString().match(/\/pages\/[\w/-]+/g) ?? [];
  if (names.length !== 1) {
    throw new Error(`The page ${path} has to import one module below src/pages, and imports ${names.length}`);
  }
  return `/src${names[0]}`;
}
