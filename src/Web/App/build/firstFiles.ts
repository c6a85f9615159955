import type { Rollup } from 'vite';

const application = '/src/app/main.tsx';
const page = '/src/pages/dashboard/DashboardPage.tsx';
const board = '/src/pages/dashboards/view/load.ts';
const boards = '/src/pages/dashboards/';
const views = '/src/pages/dashboards/widgets/views/';
const logView = '/LogWidgetView.tsx';

type Context = Pick<Rollup.PluginContext, 'getModuleInfo'>;
type Modules = ReadonlySet<string>;

/**
 * Names the file of each module of the first visit, and null for any other: `common` is what the application shares with the other documents,
 * `application` the rest of it, and `live` what the live page needs beyond. `board` is what every dashboard of one's own needs of its own folder,
 * and `widgets` what draws its widgets, but for logs; `shared` and `runs` are what dashboards of one's own have in common with other pages.
 * Together they compress to four fifths of what they do apart. Left to itself, the build makes a file of each set of modules that
 * some pages share. Those are fifty, and a browser that has to ask for fifty draws the first figure half a second later.
 */
export function firstFiles(): (id: string, context: Context) => string | null {
  let files: ReadonlyMap<string, Modules> | null = null;
  return (id, context) => {
    files ??= filesOf(id, context);
    return [...files].find(([, modules]) => modules.has(id))?.[0] ?? null;
  };
}

function filesOf(id: string, context: Context): ReadonlyMap<string, Modules> {
  const all = reached([id], context, ({ importedIds, dynamicallyImportedIds, importers, dynamicImporters }) => [
    ...importedIds,
    ...dynamicallyImportedIds,
    ...importers,
    ...dynamicImporters,
  ]);
  const needed = (roots: readonly string[]) => reached(roots, context, ({ importedIds }) => importedIds);
  const entries = [...all].filter((one) => context.getModuleInfo(one)?.isEntry);
  const isOfApplication = (one: string) => one.endsWith('/index.html') || one.endsWith(application);
  const own = needed([...all].filter((one) => one.endsWith(application)));
  const others = needed(entries.filter((one) => !isOfApplication(one)));
  const live = needed([...all].filter((one) => one.endsWith(page)));
  const ofBoard = needed([...all].filter((one) => one.endsWith(board)));
  const ofWidgets = needed([...all].filter((one) => one.includes(views) && !one.endsWith(logView)));
  // What the live page fetches later is no part of a file that holds more.
  const later = needed([...live].flatMap((one) => context.getModuleInfo(one)?.dynamicallyImportedIds ?? []));
  const first = new Set([...own, ...others, ...live, ...later]);
  const sharedOf = (modules: Modules) => [...modules].filter((one) => !one.includes(boards) && !first.has(one));
  const isFile = (one: string) => !isOfApplication(one) && !one.endsWith(page);
  return new Map([
    ['common', new Set([...own].filter((one) => others.has(one)))],
    ['application', new Set([...own].filter((one) => !others.has(one) && isFile(one)))],
    ['live', new Set([...live].filter((one) => !own.has(one) && !others.has(one) && isFile(one)))],
    ['shared', new Set(sharedOf(ofBoard))],
    ['runs', new Set(sharedOf(ofWidgets))],
    ['board', new Set([...ofBoard].filter((one) => one.includes(boards) && !one.endsWith(board)))],
    ['widgets', new Set([...ofWidgets].filter((one) => one.includes(boards) && !ofBoard.has(one)))],
  ]);
}

/** Everything that some modules lead to, themselves included. */
function reached(
  from: readonly string[],
  context: Context,
  next: (info: Rollup.ModuleInfo) => readonly string[],
): ReadonlySet<string> {
  const found = new Set(from);
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const info = context.getModuleInfo(id);
    for (const other of info ? next(info) : []) {
      if (!found.has(other)) {
        found.add(other);
        open.push(other);
      }
    }
  }
  return found;
}
