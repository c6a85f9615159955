/** Why the hub refused or could not do something. */
export interface HubError {
  /** What kind of error it is, for a program; null if the hub gave no code. */
  readonly code: string | null;
  /** The hub's sentence for a person. */
  readonly text: string;
}

/** The hub's answer to a call that it refused or that failed: `[code] sentence`, or the sentence alone. */
export class HubCallError extends Error {}

/** The daemon answered that it does not have what was asked for. As `HubErrorCodes.NotFound` of the contract. */
export const notFound = 'not-found';

/** It cannot be had now, but may be later. As `HubErrorCodes.Unavailable` of the contract. */
export const unavailable = 'unavailable';

const coded = /^\[([a-z0-9]+(?:-[a-z0-9]+)*)\] (.+)$/s;

/** Reads the error of a call. Any other error than the hub's has no code and its own text. */
export function hubErrorOf(error: unknown): HubError {
  const text = error instanceof Error ? error.message : String(error);
  const [, code, rest] = coded.exec(text) ?? [];
  return code !== undefined && rest !== undefined ? { code, text: rest } : { code: null, text };
}

/** Whether it was the hub that refused a call, in words that a person can act on. */
export const isOfHub = (error: unknown): boolean => error instanceof HubCallError;

/** What an error says to a person. */
export const reasonOf = (error: unknown): string => hubErrorOf(error).text;
