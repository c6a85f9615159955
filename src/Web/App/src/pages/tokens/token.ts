import * as read from '../../contract/read';
import { type Grant, parseGrants } from '../../state/grants';

/** Who tokens are for. */
export const tokenKinds = ['service', 'display'] as const;

/** A token of a service or a wall screen, without the token itself, as `GET /api/tokens` returns it. */
export interface Token {
  readonly id: string;
  readonly kind: (typeof tokenKinds)[number];
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly createdAtMs: number;
  readonly createdBy: string;
  /** Null: it does not expire. */
  readonly expiresAtMs: number | null;
  /** To the minute; null: it never was. */
  readonly lastUsedAtMs: number | null;
}

/** The newest first. */
export const parseTokens = (sent: unknown): readonly Token[] => read.items(read.fields(sent, 'tokens'), 'tokens', parseToken);

/** The token that was just made: it is not told again. */
export const parseCreated = (sent: unknown): string => read.text(read.fields(sent, 'token'), 'token');

function parseToken(sent: unknown): Token {
  const from = read.fields(sent, 'token');
  return {
    id: read.text(from, 'id'),
    kind: read.word(from, 'kind', tokenKinds, 'service'),
    name: read.text(from, 'name'),
    grants: parseGrants(from),
    createdAtMs: read.time(from, 'createdAt'),
    createdBy: read.text(from, 'createdBy'),
    expiresAtMs: read.timeOrNull(from, 'expiresAt'),
    lastUsedAtMs: read.timeOrNull(from, 'lastUsedAt'),
  };
}

/** How long a token lasts: days from now, for ever, or until the end of a day that is chosen. */
export const lifetimes = ['30', '90', '365', 'never', 'date'] as const;
export type Lifetime = (typeof lifetimes)[number];

const dayMs = 24 * 60 * 60 * 1000;

/** When a token expires, in ISO 8601; null if it does not. Undefined if no day is chosen, or one that is over. `day`: as `2026-12-31`, in this browser's zone. */
export function expiryOf(lifetime: Lifetime, day: string, nowMs: number): string | null | undefined {
  switch (lifetime) {
    case 'never':
      return null;
    case 'date': {
      const atMs = Date.parse(`${day}T23:59:59`);
      return atMs > nowMs ? new Date(atMs).toISOString() : undefined;
    }
    default:
      return new Date(nowMs + Number(lifetime) * dayMs).toISOString();
  }
}
