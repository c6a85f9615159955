import * as read from '../../contract/read';

export const outcomes = ['done', 'refused', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

/** What is recorded, apart from refused requests, which are named by their method and path. */
export const actions = [
  'sign-in',
  'sign-out',
  'refresh',
  'reauthenticate',
  'use-token',
  'set-up',
  'change-password',
  'redeem-link',
  'change-two-factor',
  'add-passkey',
  'remove-passkey',
  'invite-person',
  'add-person',
  'change-grants',
  'disable-person',
  'enable-person',
  'remove-person',
  'make-link',
  'remove-factors',
  'end-sessions',
  'create-token',
  'revoke-token',
  'run-pipeline',
  'cancel-execution',
  'acknowledge',
  'take-back-acknowledgement',
  'change-silence',
  'change-rule',
  'change-channel',
  'test-channel',
  'change-route',
  'change-push',
  'create-dashboard',
  'change-dashboard',
  'share-dashboard',
  'restore-dashboard',
  'pass-dashboard',
  'take-dashboard',
  'delete-dashboard',
  'export',
  'change-report',
  'send-report',
  'left-out',
  'delete-entries',
] as const;
export type Action = (typeof actions)[number];

/** One entry of the audit trail, as `GET /api/audit` returns it. */
export interface Entry {
  readonly number: number;
  readonly atMs: number;
  readonly what: string;
  readonly outcome: Outcome;
  readonly who: string | null;
  /** Of the person or token that `who` names. Others may have the same name. */
  readonly whoId: string | null;
  readonly subject: string | null;
  readonly subjectId: string | null;
  /** As JSON. */
  readonly before: string | null;
  /** As JSON. */
  readonly after: string | null;
  readonly address: string | null;
}

export interface EntryPage {
  /** The newest first. */
  readonly entries: readonly Entry[];
  /** What leads to the older ones; null at the end. */
  readonly next: number | null;
}

export const isAction = (what: string): what is Action => actions.some((action) => action === what);

/** Whether the monitor did it by itself. A token may have that name too, and has an id. */
export const isByMonitor = ({ who, whoId }: Entry): boolean => who === 'monitor' && whoId === null;

export function parseEntries(sent: unknown): EntryPage {
  const from = read.fields(sent, 'audit');
  return { entries: read.items(from, 'entries', parseEntry), next: read.numberOrNull(from, 'next') };
}

function parseEntry(sent: unknown): Entry {
  const from = read.fields(sent, 'entry');
  return {
    number: read.number(from, 'number'),
    atMs: read.time(from, 'at'),
    what: read.text(from, 'what'),
    outcome: read.word(from, 'outcome', outcomes),
    who: read.textOrNull(from, 'who'),
    whoId: read.textOrNull(from, 'whoId'),
    subject: read.textOrNull(from, 'subject'),
    subjectId: read.textOrNull(from, 'subjectId'),
    before: jsonOrNull(from.before),
    after: jsonOrNull(from.after),
    address: read.textOrNull(from, 'address'),
  };
}

const jsonOrNull = (value: unknown): string | null => (value == null ? null : JSON.stringify(value));
