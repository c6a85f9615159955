import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const source = 'src/app/theme.js';

/**
 * Puts the theme's script into the head of every page, hashed, and not as a module: it has to run before anything is drawn,
 * and modules run after.
 */
export function themeScript(): Plugin {
  let isBuild = false;
  return {
    name: 'theme-script',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    async buildStart() {
      if (isBuild) {
        const text = await readFile(join(import.meta.dirname, '..', source), 'utf8');
        this.emitFile({ type: 'asset', name: 'theme.js', source: text });
      }
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const emitted = Object.values(bundle ?? {}).find((file) => /theme-[\w-]+\.js$/.test(file.fileName));
        return [{ tag: 'script', attrs: { src: emitted ? `./${emitted.fileName}` : `./${source}` }, injectTo: 'head-prepend' }];
      },
    },
  };
}
