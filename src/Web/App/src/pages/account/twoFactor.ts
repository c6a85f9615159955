import * as read from '../../contract/read';

/** Whether a code is asked for besides the password, as `GET /api/account/two-factor` returns it. */
export interface TwoFactor {
  readonly isEnabled: boolean;
  readonly recoveryCodesLeft: number;
  /** Whether the role needs it and nothing is permitted until it is set up. */
  readonly isMissing: boolean;
}

/** What an authenticator app has to be given. */
export interface Secret {
  /** To be typed in. */
  readonly secret: string;
  /** The picture of a QR code, as SVG. */
  readonly svg: string;
}

export function parseTwoFactor(sent: unknown): TwoFactor {
  const from = read.fields(sent, 'two-factor');
  return {
    isEnabled: read.flag(from, 'enabled'),
    recoveryCodesLeft: read.number(from, 'recoveryCodesLeft'),
    isMissing: read.flag(from, 'missing'),
  };
}

export function parseSecret(sent: unknown): Secret {
  const from = read.fields(sent, 'secret');
  return { secret: read.text(from, 'secret'), svg: read.text(from, 'svg') };
}

export const parseRecoveryCodes = (sent: unknown): readonly string[] => read.list(read.fields(sent, 'codes'), 'recoveryCodes');

/** In groups of four, as people type it. */
export const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');
