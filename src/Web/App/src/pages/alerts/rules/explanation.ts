import * as read from '../../../contract/read';
import { formatDuration, formatMoment, formatNumber } from '../../../text/format';
import { at } from '../text';
import texts from '../texts.en.json';
import { figureText } from './ruleText';

/** Why a rule does or does not fire, as `GET /api/alerts/explain` returns it. */
export interface Explanation {
  /** Null: that is not known, because the subject cannot be seen. */
  readonly fires: boolean | null;
  readonly reasons: readonly Reason[];
}

export interface Reason {
  /** Which one. */
  readonly code: string;
  /** The same as a sentence in the hub's words. */
  readonly text: string;
  readonly values: ReadonlyMap<string, string | number>;
}

type Code = keyof typeof texts.reason;

export function parseExplanation(sent: unknown): Explanation {
  const from = read.fields(sent, 'explanation');
  return { fires: from.fires == null ? null : read.flag(from, 'fires'), reasons: read.items(from, 'reasons', parseReason) };
}

function parseReason(sent: unknown): Reason {
  const from = read.fields(sent, 'reason');
  return {
    code: read.text(from, 'code'),
    text: read.text(from, 'text'),
    values: read.map(from, 'values', (value) => (typeof value === 'number' ? value : String(value))),
  };
}

/** A reason in the language in use; the hub's own words for one that the page does not know. */
export function reasonText({ code, text, values }: Reason, nowMs: number): string {
  if (!Object.hasOwn(texts.reason, code)) {
    return text;
  }
  const shown = Object.fromEntries(Array.from(values, ([name, value]) => [name, shownValue(name, value, nowMs)]));
  return at(`reason.${code as Code}`, shown);
}

function shownValue(name: string, value: string | number, nowMs: number): string | number {
  if (typeof value === 'number') {
    // The text picks its form by it.
    return name === 'count'
      ? value
      : name.endsWith('Seconds')
        ? formatDuration(value * 1000)
        : formatNumber(value, Number.isInteger(value) ? 0 : 1);
  }
  const atMs = name.endsWith('At') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? (name === 'figure' ? figureText(value) : value) : formatMoment(atMs, nowMs);
}

/** Where the host explains a rule; `pipeline` null: for the daemon itself. */
export function explainPath(rule: string, source: string, pipeline: string | null): string {
  const query = new URLSearchParams({ rule, source });
  if (pipeline !== null) {
    query.set('pipeline', pipeline);
  }
  return `/api/alerts/explain?${query}`;
}
