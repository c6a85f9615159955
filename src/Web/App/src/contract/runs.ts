import type { ExecutionData, PipelineStatus } from './messages';
import { parseExecution, parsePipeline } from './parse';
import * as read from './read';

/** A run as history keeps it. */
export interface PastRun extends ExecutionData {
  /** Whether it began while its daemon was not watched. */
  readonly firstSeenLate: boolean;
  /** Whether its end was not seen. */
  readonly endUnseen: boolean;
}

/** A page of runs, newest first. */
export interface RunList {
  readonly runs: readonly PastRun[];
  /** What asks for the following page; null at the end. */
  readonly next: string | null;
}

/** The runs of a pipeline that ended on a day (UTC). Durations and rows are those of successful runs. */
export interface PipelineDay {
  /** Such as `2026-01-02`. */
  readonly day: string;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly zeroRowRuns: number;
  /** Null if no run told any. */
  readonly rows: number | null;
  readonly medianSeconds: number | null;
  readonly p95Seconds: number | null;
}

export interface PipelineHistory {
  /** Null if the daemon no longer lists it and has no run of it. */
  readonly status: PipelineStatus | null;
  /** Oldest first; a day without runs is missing. */
  readonly days: readonly PipelineDay[];
}

export function parseRuns(sent: unknown): RunList {
  const from = read.fields(sent, 'runs');
  return { runs: list(from, 'runs').map(parseRun), next: read.textOrNull(from, 'next') };
}

const parseRun = (sent: unknown): PastRun => {
  const from = read.fields(sent, 'run');
  return {
    ...parseExecution(sent),
    firstSeenLate: read.flag(from, 'firstSeenLate'),
    endUnseen: read.flag(from, 'endUnseen'),
  };
};

export function parsePipelineHistory(sent: unknown): PipelineHistory {
  const from = read.fields(sent, 'pipeline');
  return { status: from.status == null ? null : parsePipeline(from.status), days: list(from, 'days').map(parseDay) };
}

function parseDay(sent: unknown): PipelineDay {
  const from = read.fields(sent, 'day');
  return {
    day: read.text(from, 'day'),
    succeeded: read.number(from, 'succeeded'),
    failed: read.number(from, 'failed'),
    cancelled: read.number(from, 'cancelled'),
    zeroRowRuns: read.number(from, 'zeroRowRuns'),
    rows: read.numberOrNull(from, 'rows'),
    medianSeconds: read.numberOrNull(from, 'medianSeconds'),
    p95Seconds: read.numberOrNull(from, 'p95Seconds'),
  };
}

function list(from: read.Fields, name: string): readonly unknown[] {
  const value = from[name];
  if (!Array.isArray(value)) {
    throw new read.UnreadableMessage(`${name} is no list`);
  }
  return value;
}
