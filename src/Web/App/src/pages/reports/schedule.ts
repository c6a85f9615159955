import * as read from '../../contract/read';
import { type Day, days } from '../../text/weekdays';
import { parseFile, type ReportFile } from './file';

export const schedulesPath = '/api/export/schedules';
export const channelsPath = `${schedulesPath}/channels`;
export const schedulePath = (id: string): string => `${schedulesPath}/${encodeURIComponent(id)}`;

export const periods = ['day', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

export const results = ['waiting', 'delivered', 'refused', 'given-up', 'withdrawn', 'failed', 'not-sent', 'unknown'] as const;
export type Result = (typeof results)[number];

/** What became of a report when its time came. */
export interface LastReport {
  /** For which time it was made. */
  readonly dueAtMs: number;
  readonly atMs: number;
  readonly result: Result;
  /** Why it was not made, or what it lacks; null if all is well. */
  readonly reason: string | null;
  readonly attempts: number | null;
  readonly answer: string | null;
  readonly nextAttemptAtMs: number | null;
  /** Null if none is kept. */
  readonly file: ReportFile | null;
}

/** A report that is made at its times, as `GET /api/export/schedules` returns it. */
export interface Schedule {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly isOwn: boolean;
  /** Null: a report of a period. */
  readonly dashboard: string | null;
  /** Empty: all that the owner may see. */
  readonly sources: readonly string[];
  /** Null: the time of the dashboard. */
  readonly range: Period | null;
  readonly paper: 'a4' | 'letter';
  readonly every: Period;
  readonly weekday: Day | null;
  readonly monthDay: number | null;
  readonly at: string;
  readonly zone: string;
  readonly channel: string;
  /** Null if it was deleted or cannot carry reports. */
  readonly channelName: string | null;
  readonly isPaused: boolean;
  readonly nextAtMs: number | null;
  /** Whether somebody has asked for it, and it is not yet made. */
  readonly isAsked: boolean;
  readonly last: LastReport | null;
}

/** A channel that can carry reports. */
export interface ReportChannel {
  readonly id: string;
  readonly name: string;
  readonly isBroken: boolean;
}

export const parseSchedules = (sent: unknown): readonly Schedule[] =>
  read.items(read.fields(sent, 'schedules'), 'schedules', parseSchedule);

export const parseChannels = (sent: unknown): readonly ReportChannel[] =>
  read.items(read.fields(sent, 'channels'), 'channels', (entry) => {
    const from = read.fields(entry, 'channel');
    return { id: read.text(from, 'id'), name: read.text(from, 'name'), isBroken: read.flag(from, 'isBroken') };
  });

export function parseSchedule(sent: unknown): Schedule {
  const from = read.fields(sent, 'schedule');
  const weekday = read.textOrNull(from, 'weekday');
  return {
    id: read.text(from, 'id'),
    name: read.text(from, 'name'),
    owner: read.text(from, 'owner'),
    isOwn: read.flag(from, 'isOwn'),
    dashboard: read.textOrNull(from, 'dashboard'),
    sources: read.list(from, 'sources'),
    range: from.range == null ? null : read.word(from, 'range', periods),
    paper: read.word(from, 'paper', ['a4', 'letter']),
    every: read.word(from, 'every', periods),
    weekday: days.find((day) => day === weekday) ?? null,
    monthDay: read.numberOrNull(from, 'monthDay'),
    at: read.text(from, 'at'),
    zone: read.text(from, 'zone'),
    channel: read.text(from, 'channel'),
    channelName: read.textOrNull(from, 'channelName'),
    isPaused: read.flag(from, 'isPaused'),
    nextAtMs: read.timeOrNull(from, 'nextAt'),
    isAsked: read.flag(from, 'isAsked'),
    last: from.last == null ? null : parseLast(from.last),
  };
}

function parseLast(sent: unknown): LastReport {
  const from = read.fields(sent, 'last');
  return {
    dueAtMs: read.time(from, 'dueAt'),
    atMs: read.time(from, 'at'),
    result: from.result == null ? 'unknown' : read.word(from, 'result', results, 'unknown'),
    reason: read.textOrNull(from, 'reason'),
    attempts: read.numberOrNull(from, 'attempts'),
    answer: read.textOrNull(from, 'answer'),
    nextAttemptAtMs: read.timeOrNull(from, 'nextAttemptAt'),
    file: from.file == null ? null : parseFile(from.file),
  };
}
