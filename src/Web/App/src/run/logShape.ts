import type { HeldRow } from '../state/logRows';

/** Lines of a message beyond which it is folded, and rows of a traceback. */
const leastFolded = 4;
/** Longer texts are no JSON that a person reads. */
const mostOfJson = 20_000;

/** What a text that holds an object or a list in JSON holds; undefined for any other. */
export function jsonOf(text: string): object | undefined {
  const isLike = /^\s*[[{]/.test(text) && /[\]}]\s*$/.test(text) && text.length <= mostOfJson;
  if (!isLike) {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    // Such as `[main] started [ok]`.
    return undefined;
  }
}

/** A text of several lines, parted: its first line, those that are folded, and the last one, which names the error. Null if it is short. */
export function foldOf(
  text: string,
): { readonly first: string; readonly folded: string; readonly last: string; readonly count: number } | null {
  const lines = text.split('\n');
  return lines.length < leastFolded
    ? null
    : { first: lines[0] ?? '', folded: lines.slice(1, -1).join('\n'), last: lines.at(-1) ?? '', count: lines.length - 2 };
}

/** For each row that begins a traceback whose frames are rows of their own: how many rows these are. By the row's place in the chunk. */
export function tracebacksIn(rows: readonly HeldRow[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (let place = 0; place < rows.length; place += 1) {
    if (/^\s*Traceback \(most recent call last\):?\s*$/.test(rows[place]?.text ?? '')) {
      let end = place + 1;
      while (/^\s+\S/.test(rows[end]?.text ?? '')) {
        end += 1;
      }
      if (end - place - 1 >= leastFolded - 1) {
        found.set(place, end - place - 1);
      }
      place = end - 1;
    }
  }
  return found;
}
