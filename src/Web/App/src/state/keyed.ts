import type { Removal, SourceMessage } from '../contract/messages';

/** A place in the order of the values of one key. */
export type Order = Pick<SourceMessage, 'epoch' | 'sequence'>;

/** Where removals stand in the order, by id, so that late values of what is gone are dropped. */
export type Removals = ReadonlyMap<string, Order>;

/** Values by id. Replaced, never changed. */
export interface Keyed<T> {
  readonly values: ReadonlyMap<string, T>;
  readonly removed: Removals;
}

/** The most removals remembered; they only matter for messages that cross each other. */
const mostRemovals = 500;

export const noValues = <T>(): Keyed<T> => ({ values: new Map(), removed: new Map() });

/** Whether `message` comes after `held`, which must be a value of the same key. */
export function isNewer(message: Order, held: Order | null | undefined): boolean {
  return !held || message.epoch > held.epoch || (message.epoch === held.epoch && message.sequence > held.sequence);
}

/** With a value; the same object if the value is older than what is held. */
export function withValue<T extends Removal>(keyed: Keyed<T>, value: T): Keyed<T> {
  const { values, removed } = keyed;
  if (!isNewer(value, values.get(value.id)) || !isNewer(value, removed.get(value.id))) {
    return keyed;
  }
  return { values: new Map(values).set(value.id, value), removed };
}

/** Without a value; the same object if the removal is older than what is held. */
export function withoutValue<T extends Order>(keyed: Keyed<T>, removal: Removal): Keyed<T> {
  const { values, removed } = keyed;
  if (!isNewer(removal, values.get(removal.id)) || !isNewer(removal, removed.get(removal.id))) {
    return keyed;
  }
  return { values: without(values, removal.id), removed: withRemoval(removed, removal) };
}

/** The newest removals with one more. */
export function withRemoval(removed: Removals, { id, epoch, sequence }: Removal): Removals {
  return new Map([...removed].slice(1 - mostRemovals)).set(id, { epoch, sequence });
}

export function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
