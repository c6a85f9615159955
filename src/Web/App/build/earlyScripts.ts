import { resolve } from 'node:path';
import { build, type Plugin, type Rollup } from 'vite';

/** The script of a document, by the name of its file in src/app. Only the application has a connection to open. */
const nameFor = (document: string) => (document.endsWith('/index.html') ? 'early' : 'theme');
const sourceOf = (name: string) => `src/app/${name}.ts`;

/**
 * Puts a script into the head of every document, hashed: the theme, and for the application the connection too. It is a classic script: it has
 * to run before anything is drawn, and modules run after. The development server takes it as the module that it is, a moment later.
 */
export function earlyScripts(): Plugin {
  let isBuild = false;
  return {
    name: 'early-scripts',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    async buildStart() {
      if (isBuild) {
        for (const name of ['theme', 'early']) {
          this.emitFile({ type: 'asset', name: `${name}.js`, source: await classicScript(name) });
        }
      }
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle, filename }) {
        const name = nameFor(filename);
        const emitted = Object.values(bundle ?? {}).find((file) => new RegExp(`/${name}-[\\w-]+\\.js$`).test(file.fileName));
        const attrs = emitted
          ? { src: `./${emitted.fileName}`, ...translations(bundle) }
          : { src: `/${sourceOf(name)}`, type: 'module' };
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}

/** Where the page's texts in other languages than English are, for the script to choose from. */
function translations(bundle: Rollup.OutputBundle = {}): Record<string, string> {
  const named = Object.values(bundle).map(
    (file) =>
      [file, /\/src\/text\/texts\.(\w+)\.json$/.exec(file.type === 'chunk' ? (file.facadeModuleId ?? '') : '')?.[1]] as const,
  );
  return Object.fromEntries(
    named.flatMap(([file, language]) => (language ? [[`data-texts-${language}`, `./${file.fileName}`]] : [])),
  );
}

/** The script with all that it imports, in a function of its own. */
async function classicScript(name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2024',
      lib: { entry: resolve(import.meta.dirname, '..', sourceOf(name)), formats: ['iife'], name },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) {
    throw new Error(`${sourceOf(name)} was not built`);
  }
  return output.output[0].code;
}
