import * as read from '../../../contract/read';

/** What a rule would have done, as `POST /api/alerts/rules/preview` returns it. */
export interface Preview {
  readonly fromMs: number;
  readonly toMs: number;
  /** The newest first. */
  readonly openings: readonly Opening[];
  /** How many further ones. */
  readonly more: number;
  /** How much of that time was watched; null if that is not known. */
  readonly seenPercent: number | null;
}

/** A problem that it would have opened. */
export interface Opening {
  readonly source: string;
  readonly pipelineName: string | null;
  readonly sinceMs: number;
  /** Null: it would be open still. */
  readonly untilMs: number | null;
  readonly title: string;
}

export function parsePreview(sent: unknown): Preview {
  const from = read.fields(sent, 'preview');
  return {
    fromMs: read.time(from, 'from'),
    toMs: read.time(from, 'to'),
    openings: read.items(from, 'openings', parseOpening),
    more: read.number(from, 'more'),
    seenPercent: read.numberOrNull(from, 'seenPercent'),
  };
}

function parseOpening(sent: unknown): Opening {
  const from = read.fields(sent, 'opening');
  return {
    source: read.text(from, 'source'),
    pipelineName: read.textOrNull(from, 'pipelineName'),
    sinceMs: read.time(from, 'since'),
    untilMs: read.timeOrNull(from, 'until'),
    title: read.text(from, 'title'),
  };
}
