import * as read from '../../contract/read';

/** The passkeys of the person who is signed in, as `GET /api/account/passkeys` returns them. */
export interface Passkeys {
  readonly passkeys: readonly Passkey[];
  /** Why none can be added, in the words of the host; null if one can. */
  readonly reason: string | null;
  /** The same where this page has words of its own for it. */
  readonly reasonCode: ReasonCode | null;
}

const reasonCodes = ['needs-host-name', 'needs-https', 'other-address', 'too-many'] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export interface Passkey {
  readonly id: string;
  /** Null if it was given none. */
  readonly name: string | null;
  readonly createdAtMs: number;
}

export function parsePasskeys(sent: unknown): Passkeys {
  const from = read.fields(sent, 'passkeys');
  return {
    reason: read.flag(from, 'available') ? null : (read.textOrNull(from, 'reason') ?? ''),
    reasonCode: reasonCodes.find((code) => code === read.textOrNull(from, 'reasonCode')) ?? null,
    passkeys: read.items(from, 'passkeys', parsePasskey),
  };
}

function parsePasskey(sent: unknown): Passkey {
  const from = read.fields(sent, 'passkey');
  return { id: read.text(from, 'id'), name: read.textOrNull(from, 'name'), createdAtMs: read.time(from, 'createdAt') };
}
