import type { Rollup } from 'vite';

const document = '/index.html';
const firstPage = '/src/pages/dashboard/DashboardPage';

/** The names of the files of scripts with which most visits begin: those of the application, and those that the dashboard needs beyond. */
export interface FirstVisit {
  readonly application: ReadonlySet<string>;
  readonly page: ReadonlySet<string>;
}

export function firstVisit(bundle: Rollup.OutputBundle): FirstVisit {
  const application = neededBy(builtFrom(document, bundle), bundle);
  return { application, page: pageFiles(firstPage, bundle) };
}

/** The names of the script files that a page needs in addition to the application's. */
export function pageFiles(module: string, bundle: Rollup.OutputBundle): ReadonlySet<string> {
  const application = neededBy(builtFrom(document, bundle), bundle);
  return new Set([...neededBy(builtFrom(module, bundle), bundle)].filter((name) => !application.has(name)));
}

function builtFrom(module: string, bundle: Rollup.OutputBundle): string {
  const chunk = Object.values(bundle).find(
    (file) => file.type === 'chunk' && file.facadeModuleId?.replace(/\.tsx?$/, '').endsWith(module),
  );
  if (!chunk) {
    throw new Error(`No chunk was built from ${module}`);
  }
  return chunk.fileName;
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
