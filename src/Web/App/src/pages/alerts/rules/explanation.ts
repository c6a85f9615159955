import * as read from '../../../contract/read';

/** Why a rule does or does not fire, as `GET /api/alerts/explain` returns it. */
export interface Explanation {
  /** Null: that is not known, because the subject cannot be seen. */
  readonly fires: boolean | null;
  /** The reasons, each a sentence in the hub's words. */
  readonly because: readonly string[];
}

export function parseExplanation(sent: unknown): Explanation {
  const from = read.fields(sent, 'explanation');
  return { fires: from.fires == null ? null : read.flag(from, 'fires'), because: read.list(from, 'because') };
}

/** Where the host explains a rule; `pipeline` null: for the daemon itself. */
export function explainPath(rule: string, source: string, pipeline: string | null): string {
  const query = new URLSearchParams({ rule, source });
  if (pipeline !== null) {
    query.set('pipeline', pipeline);
  }
  return `/api/alerts/explain?${query}`;
}
