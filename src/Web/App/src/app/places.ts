import { formatLogFilter, type LogFilter, parseLogFilter } from '../state/logFilter';

/** A run, and what of its log is looked at. */
export interface RunPlace {
  readonly source: string;
  readonly id: string;
  /** The line that is looked at, 1 or more; absent if none is. */
  readonly line?: number;
  /** What is looked for in its log; absent for the whole log. */
  readonly log?: LogFilter;
}

/** A dialog that lies over a page, and the id of what it is about; null if it is about nothing in particular. */
export interface DialogPlace {
  readonly kind: string;
  readonly id: string | null;
}

/** A daemon, the id of one of its runs, and what of its log is looked at; null for what names no run. */
export function parseRunPlace(query: URLSearchParams): RunPlace | null {
  const run = query.get('run') ?? '';
  const slash = run.indexOf('/');
  if (slash <= 0 || slash === run.length - 1) {
    return null;
  }
  const number = Number(query.get('line') || Number.NaN);
  const log = parseLogFilter(query);
  return {
    source: run.slice(0, slash),
    id: run.slice(slash + 1),
    ...(Number.isSafeInteger(number) && number > 0 ? { line: number } : {}),
    ...(log ? { log } : {}),
  };
}

/** The parts of an address that name a run. */
export const formatRunPlace = ({ source, id, line, log }: RunPlace): readonly (readonly [string, string])[] => [
  ['run', `${source}/${id}`],
  ...(line === undefined ? [] : [['line', String(line)] as const]),
  ...(log ? formatLogFilter(log) : []),
];

/** Such as `new`, or `edit/` and an id; null for nothing. */
export function parseDialogPlace(text: string): DialogPlace | null {
  const [kind = '', ...id] = text.split('/');
  return kind === '' ? null : { kind, id: id.join('/') || null };
}

export const formatDialogPlace = ({ kind, id }: DialogPlace): string => (id === null ? kind : `${kind}/${id}`);
