import * as read from '../../contract/read';
import { type Grant, parseGrants } from '../../state/grants';

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
}

/** A link that was just made, which is not told again. */
export interface NewLink {
  readonly link: string;
  readonly expiresAtMs: number;
}

/** By e-mail address. */
export const parsePeople = (sent: unknown): readonly Person[] => read.items(read.fields(sent, 'people'), 'people', parsePerson);

export function parseLink(sent: unknown): NewLink {
  const from = read.fields(sent, 'link');
  return { link: read.text(from, 'link'), expiresAtMs: read.time(from, 'expiresAt') };
}

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
  };
}

export type PersonState = 'active' | 'invited' | 'disabled';

export const stateOf = ({ disabledAtMs, isInvited }: Person): PersonState =>
  disabledAtMs !== null ? 'disabled' : isInvited ? 'invited' : 'active';

/** The address of a person in the host's API, or of something of theirs. */
export const pathOf = ({ id }: Person, part = ''): string => `/api/people/${encodeURIComponent(id)}${part}`;
