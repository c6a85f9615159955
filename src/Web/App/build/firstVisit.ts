import type { Rollup } from 'vite';

const document = '/index.html';
const page = '/src/pages/dashboard/DashboardPage.tsx';

/** The names of the files of scripts with which most visits begin: those of the application, and those that the dashboard needs beyond. */
export interface FirstVisit {
  readonly application: ReadonlySet<string>;
  readonly page: ReadonlySet<string>;
}

export function firstVisit(bundle: Rollup.OutputBundle): FirstVisit {
  const application = neededBy(builtFrom(document, bundle), bundle);
  const all = neededBy(builtFrom(page, bundle), bundle);
  return { application, page: new Set([...all].filter((name) => !application.has(name))) };
}

export const isApplication = (filename: string): boolean => filename.endsWith(document);

function builtFrom(module: string, bundle: Rollup.OutputBundle): string {
  const chunk = Object.values(bundle).find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(module));
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
