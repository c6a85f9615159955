import type { Plugin } from 'vite';
import { firstVisit } from './firstVisit.ts';

const hint = '//# allFunctionsCalledOnLoad\n';

/**
 * Tells browsers that know it (Chromium 136 and later) to compile the functions of the first visit's scripts while they come, beside the page's thread.
 * Otherwise each function is compiled on that thread when it is first called, which is a third of the time up to the first figure. Of other scripts most
 * functions wait for a click.
 */
export function compiledAtOnce(): Plugin {
  return {
    name: 'compiled-at-once',
    apply: 'build',
    generateBundle: {
      // It has to be the first line, and the build leaves out comments and puts a list of files first.
      order: 'post',
      handler(_, bundle) {
        const { application, page } = firstVisit(bundle);
        for (const name of [...application, ...page]) {
          const file = bundle[name];
          if (file?.type === 'chunk') {
            file.code = hint + file.code;
          }
        }
      },
    },
  };
}
