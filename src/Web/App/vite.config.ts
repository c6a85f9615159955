import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { compiledAtOnce } from './build/compiledAtOnce.ts';
import { earlyScripts } from './build/earlyScripts.ts';
import { firstFiles } from './build/firstFiles.ts';
import { pageList } from './build/pageList.ts';
import { precompressed } from './build/precompressed.ts';

const page = (name: string) => resolve(import.meta.dirname, `${name}.html`);

export default defineConfig({
  // Relative, so that the assets may be served from another address, such as a CDN, and still find each other.
  base: './',
  plugins: [earlyScripts(), pageList(), compiledAtOnce(), precompressed()],
  build: {
    outDir: '../wwwroot',
    emptyOutDir: true,
    target: 'es2024',
    // Nothing is inlined: the Content-Security-Policy takes no data but images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      // Who builds the product can do nothing about a slow plugin.
      checks: { pluginTimings: false },
      output: {
        codeSplitting: {
          groups: [{ name: firstFiles(), includeDependenciesRecursively: false }],
        },
      },
      input: { index: page('index'), login: page('login'), setup: page('setup'), link: page('link'), display: page('display') },
    },
  },
  css: {
    preprocessorOptions: {
      scss: { quietDeps: true, silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'] },
    },
  },
  server: {
    proxy: { '/api': 'http://localhost:5000', '/hubs': { target: 'http://localhost:5000', ws: true } },
  },
  test: {
    // A document costs each file a second. Files of logic that need one name it in their first line. They have a context of their own in a thread that
    // all share, which costs a tenth of a process for each; files that draw do not stay apart in contexts.
    projects: [
      { extends: true, test: { name: 'logic', pool: 'vmThreads', environment: 'node', include: ['test/**/*.test.ts'] } },
      { extends: true, test: { name: 'drawing', environment: 'happy-dom', include: ['test/**/*.test.tsx'] } },
    ],
  },
});
