import { type LogStream, logStreams } from '../contract/runLog';
import { type Severity, severities } from './logLevels';

/** What is looked for in a log, and which of its lines are shown. */
export interface LogFilter {
  /** Part of a line, or a pattern; empty: nothing. */
  readonly text: string;
  readonly isPattern: boolean;
  /** The least level; null: all lines. */
  readonly level: Severity | null;
  /** Where the lines were written; null: all lines. */
  readonly stream: LogStream | null;
}

/** Which lines are shown. */
export type ShownLines = Pick<LogFilter, 'level' | 'stream'>;

export const wholeLog: LogFilter = { text: '', isPattern: false, level: null, stream: null };

/** The host takes no longer text. */
export const mostOfLogText = 200;

/** The parts of an address that name it. */
export const logParameters = ['find', 'pattern', 'level', 'stream'] as const;

/** What an address names; null for the whole log. */
export function parseLogFilter(query: URLSearchParams): LogFilter | null {
  const filter = {
    text: (query.get('find') ?? '').slice(0, mostOfLogText),
    isPattern: query.has('pattern'),
    level: severities.find((severity) => severity === query.get('level')) ?? null,
    stream: logStreams.find((stream) => stream === query.get('stream')) ?? null,
  };
  return isWholeLog(filter) ? null : filter;
}

/** The parts of an address that name a filter. */
export function formatLogFilter({ text, isPattern, level, stream }: LogFilter): readonly (readonly [string, string])[] {
  return [
    ...(text === '' ? [] : [['find', text] as const]),
    ...(isPattern ? [['pattern', ''] as const] : []),
    ...(level === null ? [] : [['level', level] as const]),
    ...(stream === null ? [] : [['stream', stream] as const]),
  ];
}

export const isWholeLog = (filter: LogFilter): boolean => filter.text === '' && !filter.isPattern && areAll(filter);

/** Whether no line is left out. */
export const areAll = ({ level, stream }: ShownLines): boolean => level === null && stream === null;
