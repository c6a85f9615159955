import { type Plugin, runnerImport } from 'vite';
import type { PageEntry } from '../src/app/page.ts';

/** Writes the addresses of the application's pages to `pages.json`: the host answers 404 for any other. */
export function pageList(): Plugin {
  return {
    name: 'page-list',
    apply: 'build',
    async generateBundle() {
      const { module } = await runnerImport<{ readonly pages: readonly PageEntry[] }>('./src/app/pages.ts', {
        configFile: false,
      });
      this.emitFile({ type: 'asset', fileName: 'pages.json', source: JSON.stringify(module.pages.map(({ path }) => path)) });
    },
  };
}
