import type { LogEntry } from './log';

/** Levels by severity, the least first. */
export const severities = ['trace', 'debug', 'info', 'warning', 'error', 'critical'] as const;
export type Severity = (typeof severities)[number];

const otherNames: Readonly<Record<string, Severity>> = {
  verbose: 'trace',
  notice: 'info',
  information: 'info',
  warn: 'warning',
  err: 'error',
  exception: 'error',
  fatal: 'critical',
  panic: 'critical',
};

/** The severity that a daemon's word for a level stands for; null if it is none of those known. */
export function severityOf(level: string | null): Severity | null {
  const word = level?.trim().toLowerCase() ?? '';
  return severities.find((severity) => severity === word) ?? otherNames[word] ?? null;
}

/** The severities that occur, the least first. */
export function severitiesIn(entries: readonly LogEntry[]): readonly Severity[] {
  const words = new Set(entries.map(({ level }) => level));
  const found = new Set([...words].map(severityOf));
  return severities.filter((severity) => found.has(severity));
}

/** Lines of at least a severity; a line without one belongs to the line before it, as those of a traceback do. */
export function atLeast(entries: readonly LogEntry[], least: Severity | null): readonly LogEntry[] {
  if (least === null) {
    return entries;
  }
  const rank = severities.indexOf(least);
  let isShown = false;
  return entries.filter(({ level }) => {
    const severity = severityOf(level);
    isShown = severity === null ? isShown : severities.indexOf(severity) >= rank;
    return isShown;
  });
}

/** What finds a text in lines, whatever the case; null for nothing to find. */
export function finderOf(needle: string): RegExp | null {
  return needle === '' ? null : new RegExp(`(${needle.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')})`, 'i');
}

/** The places of the lines in which something is found, in order. */
export const placesOf = (entries: readonly LogEntry[], finder: RegExp | null): readonly number[] =>
  finder ? entries.filter(({ text }) => finder.test(text)).map(({ place }) => place) : [];

/** Lines that are drawn together. */
export interface LogChunk {
  readonly key: number;
  readonly entries: readonly LogEntry[];
}

export const chunkLines = 50;

/** Lines in chunks by their places; a chunk that holds the same lines as before is the same as before. */
export function chunked(entries: readonly LogEntry[], before: readonly LogChunk[]): readonly LogChunk[] {
  const known = new Map(before.map((chunk) => [chunk.key, chunk]));
  const chunks: LogChunk[] = [];
  for (let from = 0; from < entries.length; ) {
    const key = Math.floor((entries[from]?.place ?? 0) / chunkLines);
    let to = from;
    while (to < entries.length && Math.floor((entries[to]?.place ?? 0) / chunkLines) === key) {
      to += 1;
    }
    chunks.push(sameOr(known.get(key), { key, entries: entries.slice(from, to) }));
    from = to;
  }
  return chunks;
}

function sameOr(before: LogChunk | undefined, chunk: LogChunk): LogChunk {
  const isSame =
    before?.entries.length === chunk.entries.length && chunk.entries.every((entry, index) => entry === before.entries[index]);
  return isSame ? before : chunk;
}
