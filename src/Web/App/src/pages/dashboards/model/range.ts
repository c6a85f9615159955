import type { Fields } from '../../../contract/read';
import { isShowable, type LiveSpan, lengthOf, spans, type TimeRange } from '../../../state/timeRange';

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const durations = /^P(?:(\d+)Y)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const partMs = [365 * unitMs.d, 7 * unitMs.d, unitMs.d, unitMs.h, unitMs.m, 1000] as const;

/** The range that a dashboard names; null if it names none that can be shown. */
export function rangeOf(sent: Fields | null): TimeRange | null {
  const span = spans.find((known) => known === sent?.name);
  if (span) {
    return { kind: 'live', span };
  }
  if (typeof sent?.last === 'string') {
    return lastOf(msOf(sent.last));
  }
  const fixed = { fromMs: timeIn(sent?.from), toMs: timeIn(sent?.to) };
  return isShowable(fixed) ? { kind: 'fixed', ...fixed } : null;
}

const timeIn = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);

/** A time up to now, in whole minutes at least; null for what cannot be shown. */
export function lastOf(ms: number): TimeRange | null {
  if (!isShowable({ fromMs: 0, toMs: ms })) {
    return null;
  }
  const named = spans.find((span) => lengthOf({ kind: 'live', span }) === ms);
  return { kind: 'live', span: named ?? spanOf(ms) };
}

function spanOf(ms: number): LiveSpan {
  const unit = (['d', 'h'] as const).find((one) => ms % unitMs[one] === 0) ?? 'm';
  return `${Math.max(1, Math.round(ms / unitMs[unit]))}${unit}`;
}

/** Milliseconds of a duration in ISO 8601; not a number for any other text. */
function msOf(text: string): number {
  const parts = durations.exec(text)?.slice(1);
  return parts?.some(Boolean)
    ? parts.reduce((sum, part, place) => sum + Number(part ?? 0) * (partMs[place] ?? 0), 0)
    : Number.NaN;
}

/** A range as a dashboard keeps it; null: up to now, as by itself. */
export const sentRange = (range: TimeRange | null): Fields | null =>
  range === null
    ? null
    : range.kind === 'fixed'
      ? { from: new Date(range.fromMs).toISOString(), to: new Date(range.toMs).toISOString() }
      : { last: durationOf(lengthOf(range)), ...(spans.some((span) => span === range.span) ? { name: range.span } : {}) };

const durationOf = (ms: number): string =>
  ms % unitMs.d === 0 && ms > unitMs.d
    ? `P${ms / unitMs.d}D`
    : ms % unitMs.h === 0
      ? `PT${ms / unitMs.h}H`
      : `PT${Math.round(ms / unitMs.m)}M`;
