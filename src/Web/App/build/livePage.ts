import type { Rollup } from 'vite';

const page = '/src/pages/dashboard/DashboardPage.tsx';

type Context = Pick<Rollup.PluginContext, 'getModuleInfo'>;

/**
 * Names the file of the live page for each module that it needs beyond the application, and null for any other. Dashboards draw the same
 * parts: left to itself, the build would make a file for each, and the first page, which needs all of them, would be larger.
 */
export function livePage(): (id: string, context: Context) => string | null {
  let modules: ReadonlySet<string> | null = null;
  return (id, context) => {
    modules ??= modulesOf(id, context);
    return modules.has(id) ? 'live' : null;
  };
}

function modulesOf(id: string, context: Context): ReadonlySet<string> {
  const all = reached([id], context, ({ importedIds, dynamicallyImportedIds, importers, dynamicImporters }) => [
    ...importedIds,
    ...dynamicallyImportedIds,
    ...importers,
    ...dynamicImporters,
  ]);
  const entries = [...all].filter((one) => context.getModuleInfo(one)?.isEntry);
  const present = reached(entries, context, ({ importedIds }) => importedIds);
  const wanted = reached(
    [...all].filter((one) => one.endsWith(page)),
    context,
    ({ importedIds }) => importedIds,
  );
  return new Set([...wanted].filter((one) => !present.has(one) && !one.endsWith(page)));
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
