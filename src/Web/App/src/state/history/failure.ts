/** Why history was not answered. */
export interface AskFailure {
  readonly kind: 'signedOut' | 'forbidden' | 'notFound' | 'paused' | 'unreachable' | 'failed';
  /** The host's own words; null if it had none. */
  readonly detail: string | null;
}
