import { columns, newestQuery, rowStatuses, type TableQuery } from './table';

/** The parts of the dashboard's address that say what the table of runs shows: their status, their names, and their order. */
export const tableParameters = ['runs', 'named', 'order'] as const;

const mostOfText = 200;

/** What an address says of the table; what it says wrongly is left out. */
export function parseTable(query: string): TableQuery {
  const own = new URLSearchParams(query);
  const order = own.get('order') ?? '';
  const sort = columns.find((column) => order === column || order === `-${column}`);
  return {
    status: rowStatuses.find((status) => status === own.get('runs')) ?? null,
    text: (own.get('named') ?? '').slice(0, mostOfText),
    ...(sort ? { sort, descending: order.startsWith('-') } : { sort: newestQuery.sort, descending: newestQuery.descending }),
  };
}

/** The query of an address with another table in it, and whatever else it holds. */
export function withTable(query: string, { status, text, sort, descending }: TableQuery): string {
  const changed = new URLSearchParams(query);
  const set = (name: (typeof tableParameters)[number], value: string | null) =>
    value ? changed.set(name, value) : changed.delete(name);
  const isNewest = sort === newestQuery.sort && descending === newestQuery.descending;
  set('runs', status);
  set('named', text);
  set('order', isNewest ? null : `${descending ? '-' : ''}${sort}`);
  return changed.toString();
}
