/** Why history was not answered. `opening`: the host has only just started, and answers soon. */
export interface AskFailure {
  readonly kind: 'signedOut' | 'forbidden' | 'notFound' | 'opening' | 'paused' | 'unreachable' | 'failed';
  /** The host's own words; null if it had none. */
  readonly detail: string | null;
}

/** When to ask again after a failure; null if the answer would be the same. In milliseconds. */
export const retryAfterMs = ({ kind }: AskFailure): number | null => {
  switch (kind) {
    case 'opening':
      return 2000;
    case 'paused':
    case 'unreachable':
    case 'failed':
      return 10_000;
    default:
      return null;
  }
};
