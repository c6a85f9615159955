/** Reads single values of a message; what is not of the stated kind is refused with the name of the field. */

export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

export type Fields = Readonly<Record<string, unknown>>;

export function fields(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnreadableMessage(`${name} is no object`);
  }
  return value as Fields;
}

export function text(from: Fields, name: string): string {
  const value = from[name];
  if (typeof value !== 'string') {
    throw new UnreadableMessage(`${name} is no text`);
  }
  return value;
}

export const textOrNull = (from: Fields, name: string): string | null => (from[name] == null ? null : text(from, name));

export function number(from: Fields, name: string): number {
  const value = from[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new UnreadableMessage(`${name} is no number`);
  }
  return value;
}

export const numberOrNull = (from: Fields, name: string): number | null => (from[name] == null ? null : number(from, name));

export function flag(from: Fields, name: string): boolean {
  const value = from[name];
  if (typeof value !== 'boolean') {
    throw new UnreadableMessage(`${name} is neither true nor false`);
  }
  return value;
}

/** Milliseconds since 1970 of a time in ISO 8601. */
export function time(from: Fields, name: string): number {
  const milliseconds = Date.parse(text(from, name));
  if (Number.isNaN(milliseconds)) {
    throw new UnreadableMessage(`${name} is no time`);
  }
  return milliseconds;
}

export const timeOrNull = (from: Fields, name: string): number | null => (from[name] == null ? null : time(from, name));

/** One of the given words; where a fallback is given, a word of a later version reads as that. */
export function word<T extends string>(from: Fields, name: string, words: readonly T[], fallback?: T): T {
  const value = text(from, name);
  const known = words.find((candidate) => candidate === value) ?? fallback;
  if (known === undefined) {
    throw new UnreadableMessage(`${name} is '${value}', none of ${words.join(', ')}`);
  }
  return known;
}

export function map<T>(from: Fields, name: string, value: (entry: unknown, key: string) => T): ReadonlyMap<string, T> {
  return new Map(Object.entries(fields(from[name], name)).map(([key, entry]) => [key, value(entry, key)]));
}

export const texts = (from: Fields, name: string): ReadonlyMap<string, string> => map(from, name, (entry) => String(entry));

/** The entries of a list, read one by one; empty if there is no list. */
export function items<T>(from: Fields, name: string, entry: (sent: unknown) => T): readonly T[] {
  const value = from[name];
  return Array.isArray(value) ? value.map(entry) : [];
}

/** The texts of a list; null if there is no list. */
export function listOrNull(from: Fields, name: string): readonly string[] | null {
  const value = from[name];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : null;
}

/** The texts of a list; empty if there is no list. */
export const list = (from: Fields, name: string): readonly string[] => listOrNull(from, name) ?? [];
