import type { Options } from './document';

/** Readers of single options. A widget draws with what it can read, and never fails because of what it cannot. */

export const textIn = (options: Options, name: string): string => {
  const value = options[name];
  return typeof value === 'string' ? value : '';
};

/** A text that stands for something, without spaces around it; null for none. */
export const nameIn = (options: Options, name: string): string | null => textIn(options, name).trim() || null;

/** A whole or broken number within a range; `usual` for anything else. */
export function numberIn<T extends number | null>(
  options: Options,
  name: string,
  least: number,
  most: number,
  usual: T,
): number | T {
  const value = options[name];
  return typeof value === 'number' && value >= least && value <= most ? value : usual;
}

export function wordIn<T extends string>(options: Options, name: string, words: readonly T[], usual: T): T {
  const value = options[name];
  return words.find((word) => word === value) ?? usual;
}

export const flagIn = (options: Options, name: string, usual: boolean): boolean => {
  const value = options[name];
  return typeof value === 'boolean' ? value : usual;
};

/** The texts of a list; empty if the option is no list. */
export function listIn(options: Options, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** The objects of a list; empty if the option is no list. */
export function objectsIn(options: Options, name: string): readonly Options[] {
  const value = options[name];
  return Array.isArray(value)
    ? value.filter((one): one is Options => typeof one === 'object' && one !== null && !Array.isArray(one))
    : [];
}
