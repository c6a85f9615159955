import * as read from '../../contract/read';
import { type Grant, parseGrants } from '../../state/grants';
import { language } from '../../text/text';

/** Somebody who may sign in or is invited to, as `GET /api/people` returns them. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly grants: readonly Grant[];
  /** Whether no password has been set yet. */
  readonly isInvited: boolean;
  readonly disabledAtMs: number | null;
  /** Null if that was not recorded. */
  readonly createdAtMs: number | null;
  readonly lastSignInAtMs: number | null;
  /** How, such as `password`; null with `lastSignInAtMs`. */
  readonly lastSignInBy: string | null;
  /** The provider that signs them in and says what they may do; null if none does. */
  readonly issuer: string | null;
}

export interface People {
  /** By e-mail address. */
  readonly people: readonly Person[];
  /** Whether the host can send links by mail. */
  readonly canMail: boolean;
}

/** A link that was just made, which is not told again. */
export interface NewLink {
  readonly link: string;
  readonly expiresAtMs: number;
  /** Whether it was sent by mail, too. */
  readonly isMailed: boolean;
  /** Why it was not, although that was asked for, in the words of the host; otherwise null. */
  readonly mailProblem: string | null;
}

export function parsePeople(sent: unknown): People {
  const from = read.fields(sent, 'people');
  return { people: read.items(from, 'people', parsePerson), canMail: read.flag(from, 'canMail') };
}

export function parseLink(sent: unknown): NewLink {
  const from = read.fields(sent, 'link');
  return {
    link: read.text(from, 'link'),
    expiresAtMs: read.time(from, 'expiresAt'),
    isMailed: read.flag(from, 'mailed'),
    mailProblem: read.textOrNull(from, 'mailProblem'),
  };
}

/** The query with which the host sends a new link by mail, in the language of the page. */
export const mailQuery = (isByMail: boolean): string => (isByMail ? `?byMail=true&language=${language()}` : '');

function parsePerson(sent: unknown): Person {
  const from = read.fields(sent, 'person');
  return {
    id: read.text(from, 'id'),
    email: read.text(from, 'email'),
    grants: parseGrants(from),
    isInvited: read.flag(from, 'invited'),
    disabledAtMs: read.timeOrNull(from, 'disabledAt'),
    createdAtMs: read.timeOrNull(from, 'createdAt'),
    lastSignInAtMs: read.timeOrNull(from, 'lastSignInAt'),
    lastSignInBy: read.textOrNull(from, 'lastSignInBy'),
    issuer: read.textOrNull(from, 'issuer'),
  };
}

export type PersonState = 'active' | 'invited' | 'disabled';

export const stateOf = ({ disabledAtMs, isInvited }: Person): PersonState =>
  disabledAtMs !== null ? 'disabled' : isInvited ? 'invited' : 'active';

/** The address of a person in the host's API, or of something of theirs. */
export const pathOf = ({ id }: Person, part = ''): string => `/api/people/${encodeURIComponent(id)}${part}`;
