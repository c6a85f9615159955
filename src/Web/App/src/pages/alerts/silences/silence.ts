import * as read from '../../../contract/read';
import { atInput, inputOf } from '../../../state/timeInput';
import { timeZone } from '../../../text/format';
import { ownZone } from '../../../text/zones';
import { everything, type Match, parseMatch } from '../match';
import { firstWeekly, parseWeekly, type Weekly } from '../weekly';

/** A time in which nobody is told of some problems, as `GET /api/alerts/silences` returns it. */
export interface Silence {
  readonly id: string;
  readonly reason: string;
  readonly match: Match;
  readonly fromMs: number;
  /** Null: it goes on, each week. */
  readonly toMs: number | null;
  /** Empty: it holds all the time. */
  readonly weekly: readonly Weekly[];
  readonly zone: string | null;
  readonly createdBy: string;
  readonly createdAtMs: number;
  /** When the part in which it holds now ends; null if it does not hold now. */
  readonly activeUntilMs: number | null;
  /** When a person ended it early; null if nobody did. */
  readonly endedAtMs: number | null;
}

export type SilenceState = 'running' | 'coming' | 'past';

/** Whether it holds now, will hold, or is over. */
export function stateOf({ activeUntilMs, endedAtMs, toMs }: Silence, nowMs: number): SilenceState {
  if (endedAtMs !== null || (toMs !== null && toMs <= nowMs)) {
    return 'past';
  }
  return activeUntilMs === null ? 'coming' : 'running';
}

export const silencesPath = '/api/alerts/silences';

/** Where the host tells of all, also of those that are over. */
export const allSilencesPath = `${silencesPath}?state=all`;

export const silencePath = (id: string): string => `${silencesPath}/${encodeURIComponent(id)}`;

/** The newest first. */
export const parseSilences = (sent: unknown): readonly Silence[] =>
  read.items(read.fields(sent, 'silences'), 'silences', parseSilence);

function parseSilence(sent: unknown): Silence {
  const from = read.fields(sent, 'silence');
  return {
    id: read.text(from, 'id'),
    reason: read.text(from, 'reason'),
    match: parseMatch(from),
    fromMs: read.time(from, 'from'),
    toMs: read.timeOrNull(from, 'to'),
    weekly: parseWeekly(from),
    zone: read.textOrNull(from, 'zone'),
    createdBy: read.text(from, 'createdBy'),
    createdAtMs: read.time(from, 'createdAt'),
    activeUntilMs: read.timeOrNull(from, 'activeUntil'),
    endedAtMs: read.timeOrNull(from, 'endedAt'),
  };
}

/** Lengths to choose from, in hours; `own`: until a time that is chosen, `endless`: without end, which only a weekly one may be. */
export const lengths = ['1', '4', '24', '168', 'own', 'endless'] as const;
export type Length = (typeof lengths)[number];

/** A silence while it is edited. Times are as an input holds them, in the zone in use. */
export interface SilenceDraft {
  readonly reason: string;
  readonly match: Match;
  readonly isWeekly: boolean;
  readonly isLater: boolean;
  readonly from: string;
  readonly length: Length;
  readonly to: string;
  readonly weekly: readonly Weekly[];
  readonly zone: string;
}

const hourMs = 60 * 60 * 1000;

export const newDraft = (match: Match = everything): SilenceDraft => ({
  reason: '',
  match,
  isWeekly: false,
  isLater: false,
  from: '',
  length: '4',
  to: '',
  weekly: [firstWeekly],
  zone: ownZone(),
});

export const draftOf = ({ reason, match, fromMs, toMs, weekly, zone }: Silence): SilenceDraft => ({
  reason,
  match,
  isWeekly: weekly.length > 0,
  isLater: true,
  from: inputOf(fromMs, timeZone()),
  length: toMs === null ? 'endless' : 'own',
  to: toMs === null ? '' : inputOf(toMs, timeZone()),
  weekly: weekly.length > 0 ? weekly : [firstWeekly],
  zone: zone ?? ownZone(),
});

/** What the host is asked for. A time that nobody can read is left out, and the host says that it is missing. */
export function bodyOf(draft: SilenceDraft, nowMs: number): object {
  const fromMs = draft.isLater ? atInput(draft.from, timeZone()) : nowMs;
  return {
    reason: draft.reason.trim(),
    match: draft.match,
    from: draft.isLater ? isoOf(fromMs) : null,
    to: isoOf(endOf(draft, fromMs)),
    weekly: draft.isWeekly ? draft.weekly : null,
    zone: draft.isWeekly ? draft.zone.trim() : null,
  };
}

function endOf({ length, to }: SilenceDraft, fromMs: number): number {
  switch (length) {
    case 'own':
      return atInput(to, timeZone());
    case 'endless':
      return Number.NaN;
    default:
      return fromMs + Number(length) * hourMs;
  }
}

const isoOf = (atMs: number): string | null => (Number.isFinite(atMs) ? new Date(atMs).toISOString() : null);
