import type { Problem, ProblemSeverity } from '../../contract/messages';
import { parseProblem } from '../../contract/parse';
import * as read from '../../contract/read';

/** A problem as `GET /api/problems` returns it. */
export interface StoredProblem extends Problem {
  readonly openedAtMs: number;
  /** Null while it is open. */
  readonly resolvedAtMs: number | null;
}

/** One step in the life of a problem. */
export interface Change {
  readonly atMs: number;
  /** Such as `opened`. */
  readonly what: string;
  /** Who did it; null if the evaluator decided it. */
  readonly by: string | null;
  readonly severity: ProblemSeverity;
  readonly count: number | null;
  /** A note, a reason, or the sentence as it was then. */
  readonly text: string | null;
}

/** A message to one channel: when, how long it took, and what came of it. */
export interface Delivery {
  readonly event: string;
  readonly atMs: number;
  readonly result: string;
  readonly attempts: number;
  readonly lastAttemptAtMs: number | null;
  readonly lastAttemptMs: number | null;
  readonly answer: string | null;
  readonly endedAtMs: number | null;
}

/** A message about a problem. */
export interface Notification extends Delivery {
  readonly channelId: string;
  /** Null if the channel was deleted. */
  readonly channel: string | null;
}

/** A problem with everything that happened to it and everyone who was told, the oldest first. */
export interface Life extends StoredProblem {
  readonly changes: readonly Change[];
  readonly notifications: readonly Notification[];
}

export interface ProblemPageOf {
  /** The newest first. */
  readonly problems: readonly StoredProblem[];
  /** What leads to the older ones; null at the end. */
  readonly next: string | null;
}

const severities = ['info', 'warning', 'critical'] as const;

export function parseProblems(sent: unknown): ProblemPageOf {
  const from = read.fields(sent, 'problems');
  return { problems: read.items(from, 'problems', parseStored), next: read.textOrNull(from, 'next') };
}

export function parseLife(sent: unknown): Life {
  const from = read.fields(sent, 'problem');
  return {
    ...parseStored(sent),
    changes: read.items(from, 'changes', parseChange),
    notifications: read.items(from, 'notifications', parseNotification),
  };
}

function parseStored(sent: unknown): StoredProblem {
  const from = read.fields(sent, 'problem');
  return { ...parseProblem(sent), openedAtMs: read.time(from, 'openedAt'), resolvedAtMs: read.timeOrNull(from, 'resolvedAt') };
}

function parseChange(sent: unknown): Change {
  const from = read.fields(sent, 'change');
  return {
    atMs: read.time(from, 'at'),
    what: read.text(from, 'what'),
    by: read.textOrNull(from, 'by'),
    severity: read.word(from, 'severity', severities, 'warning'),
    count: read.numberOrNull(from, 'count'),
    text: read.textOrNull(from, 'text'),
  };
}

function parseNotification(sent: unknown): Notification {
  const from = read.fields(sent, 'notification');
  return { ...parseDelivery(from), channelId: read.text(from, 'channelId'), channel: read.textOrNull(from, 'channel') };
}

export function parseDelivery(from: read.Fields): Delivery {
  return {
    event: read.text(from, 'event'),
    atMs: read.time(from, 'at'),
    result: read.text(from, 'result'),
    attempts: read.number(from, 'attempts'),
    lastAttemptAtMs: read.timeOrNull(from, 'lastAttemptAt'),
    lastAttemptMs: read.numberOrNull(from, 'lastAttemptMs'),
    answer: read.textOrNull(from, 'answer'),
    endedAtMs: read.timeOrNull(from, 'endedAt'),
  };
}
