import * as read from './read';

/** A line of a run's log. */
export interface LogRow {
  /** Its number in the log, 1 or more. */
  readonly number: number;
  readonly timestampMs: number | null;
  /** As the daemon writes it; null if it writes none. */
  readonly level: string | null;
  /** As the daemon writes it. */
  readonly text: string;
  /** Where it was written; null if the daemon does not tell. */
  readonly stream: LogStream | null;
  /** How a terminal would show the text; empty if nothing of it has a style. */
  readonly styles: readonly LogStyle[];
}

export const logStreams = ['stdout', 'stderr'] as const;
export type LogStream = (typeof logStreams)[number];

/** From a place of the text on: styles such as `bold` and `bright-red`. */
export interface LogStyle {
  readonly at: number;
  readonly names: readonly string[];
}

/** How far the host has read a log. */
export interface LogStanding {
  /** How many lines it has read. */
  readonly total: number;
  /** Whether these are all lines of a run that has ended. */
  readonly isWhole: boolean;
  readonly isReading: boolean;
  readonly readUntilMs: number | null;
  /** Why it cannot read on, in its own words; null if it can. */
  readonly error: string | null;
  /** Why it does not keep the lines on its disk; null if it does. */
  readonly storeError: string | null;
}

export interface LogPart extends LogStanding {
  readonly rows: readonly LogRow[];
}

/** Lines of a log that match. */
export interface LogMatches {
  /** How many there are in all. */
  readonly count: number;
  /** How many lines were searched. */
  readonly searched: number;
  /** Which of those that match is the first of `rows`, from 0 on. */
  readonly index: number;
  readonly rows: readonly LogRow[];
  readonly isWhole: boolean;
  readonly error: string | null;
}

export function parseLogPart(sent: unknown): LogPart {
  const from = read.fields(sent, 'log');
  return {
    rows: read.items(from, 'lines', parseRow),
    total: read.number(from, 'total'),
    isWhole: read.flag(from, 'isWhole'),
    isReading: read.flag(from, 'isReading'),
    readUntilMs: read.timeOrNull(from, 'readUntil'),
    error: read.textOrNull(from, 'error'),
    storeError: read.textOrNull(from, 'storeError'),
  };
}

export function parseLogMatches(sent: unknown): LogMatches {
  const from = read.fields(sent, 'matches');
  return {
    count: read.number(from, 'count'),
    searched: read.number(from, 'searched'),
    index: read.number(from, 'index'),
    rows: read.items(from, 'matches', parseRow),
    isWhole: read.flag(from, 'isWhole'),
    error: read.textOrNull(from, 'error'),
  };
}

function parseRow(sent: unknown): LogRow {
  const from = read.fields(sent, 'line');
  return {
    number: read.number(from, 'n'),
    timestampMs: read.timeOrNull(from, 'timestamp'),
    level: read.textOrNull(from, 'level'),
    text: read.text(from, 'message'),
    stream: logStreams.find((stream) => stream === from.stream) ?? null,
    styles: parseStyles(from.styles),
  };
}

/** Such as `0:bold,red 5:`. Empty for what is not so. */
function parseStyles(sent: unknown): readonly LogStyle[] {
  const parts = typeof sent === 'string' && sent !== '' ? sent.split(' ') : [];
  return parts.map((part) => {
    const [at = '', names = ''] = part.split(':');
    return { at: Number(at), names: names.split(',').filter((name) => stylePattern.test(name)) };
  });
}

const stylePattern = /^(?:bold|(?:bright-)?(?:black|red|green|yellow|blue|magenta|cyan|white))$/;
