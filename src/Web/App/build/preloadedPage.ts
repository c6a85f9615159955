import type { Plugin } from 'vite';
import { firstVisit, isApplication } from './firstVisit.ts';

/** Has the browser fetch the dashboard, with which most visits begin, beside the application and not after it. */
export function preloadedPage(): Plugin {
  return {
    name: 'preloaded-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle, filename }) {
        if (!isApplication(filename) || !bundle) {
          return [];
        }
        return [...firstVisit(bundle).page].map((name) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${name}` },
          injectTo: 'head',
        }));
      },
    },
  };
}
