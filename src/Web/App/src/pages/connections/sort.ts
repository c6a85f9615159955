import type { Connection } from './connection';

export type Column = 'user' | 'address' | 'transport' | 'since' | 'watches' | 'lag' | 'sent';

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

export const columns: readonly Column[] = ['user', 'address', 'transport', 'since', 'watches', 'lag', 'sent'];

/** Those furthest behind first, as they come. */
export const firstOrder: Order = { column: 'lag', descending: true };

const numeric: ReadonlySet<Column> = new Set(['since', 'lag', 'sent']);

/** By another column, the largest figures or the first words first; by the same, the other way around. */
export const orderBy = (order: Order, column: Column): Order =>
  order.column === column ? { column, descending: !order.descending } : { column, descending: numeric.has(column) };

/** The order that an address names; the first one if it names none. */
export function parseOrder(query: string): Order {
  const order = new URLSearchParams(query).get('order') ?? '';
  const column = columns.find((known) => order === known || order === `-${known}`);
  return column ? { column, descending: order.startsWith('-') } : firstOrder;
}

/** The part of an address that names an order; empty for the first one. */
export const formatOrder = ({ column, descending }: Order): string =>
  column === firstOrder.column && descending === firstOrder.descending ? '' : `order=${descending ? '-' : ''}${column}`;

/** In an order; what is alike in that of the ids, so that rows stand still. */
export function sorted(connections: readonly Connection[], { column, descending }: Order): readonly Connection[] {
  const sign = descending ? -1 : 1;
  return [...connections].sort((left, right) => sign * compare(left, right, column) || (left.id < right.id ? -1 : 1));
}

function compare(left: Connection, right: Connection, column: Column): number {
  switch (column) {
    case 'user':
      return (left.user ?? '').localeCompare(right.user ?? '');
    case 'address':
      return (left.remoteAddress ?? '').localeCompare(right.remoteAddress ?? '', undefined, { numeric: true });
    case 'transport':
      return `${left.transport}/${left.protocol}`.localeCompare(`${right.transport}/${right.protocol}`);
    case 'since':
      // The longest connected is the largest.
      return right.connectedAtMs - left.connectedAtMs;
    case 'watches':
      return left.watches.join().localeCompare(right.watches.join());
    case 'lag':
      return left.lagSeconds - right.lagSeconds || left.lagChanges - right.lagChanges;
    case 'sent':
      return left.bytesSent - right.bytesSent;
  }
}
