import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';

const source = 'src/app/theme.ts';

/**
 * Puts the theme's script into the head of every document, hashed. It is a classic script: it has to run before anything is drawn, and
 * modules run after. The development server takes it as the module that it is, a moment later.
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
        this.emitFile({ type: 'asset', name: 'theme.js', source: await classicScript() });
      }
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const emitted = Object.values(bundle ?? {}).find((file) => /theme-[\w-]+\.js$/.test(file.fileName));
        const attrs = emitted ? { src: `./${emitted.fileName}` } : { src: `/${source}`, type: 'module' };
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}

/** The script with all that it imports, in a function of its own. */
async function classicScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2024',
      lib: { entry: resolve(import.meta.dirname, '..', source), formats: ['iife'], name: 'theme' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) {
    throw new Error(`${source} was not built`);
  }
  return output.output[0].code;
}
