/** A time that charts show: up to now (`live`), or from one moment to another. */
export type TimeRange =
  | { readonly kind: 'live'; readonly span: LiveSpan }
  | { readonly kind: 'fixed'; readonly fromMs: number; readonly toMs: number };

export const spans = ['15m', '1h', '6h', '24h', '7d', '30d', '1y'] as const;
export type Span = (typeof spans)[number];
/** A length of its own, such as `12h`, where none of the usual ones was chosen. */
export type LiveSpan = Span | `${number}${'m' | 'h' | 'd'}`;

/** From when to when. */
export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const spanMs: Readonly<Record<Span, number>> = {
  '15m': 15 * minuteMs,
  '1h': hourMs,
  '6h': 6 * hourMs,
  '24h': dayMs,
  '7d': 7 * dayMs,
  '30d': 30 * dayMs,
  '1y': 365 * dayMs,
};

/** The shortest and the longest time that can be shown. */
const leastMs = 10_000;
const mostMs = 10 * 365 * dayMs;

export const lengthOf = (range: TimeRange): number =>
  range.kind === 'live' ? lengthOfSpan(range.span) : range.toMs - range.fromMs;

const unitMs = { m: minuteMs, h: hourMs, d: dayMs } as const;

const lengthOfSpan = (span: LiveSpan): number =>
  spanMs[span as Span] ?? Number.parseInt(span, 10) * unitMs[span.slice(-1) as keyof typeof unitMs];

/** Whether a time can be shown at all. */
export const isShowable = ({ fromMs, toMs }: Period): boolean =>
  Number.isFinite(fromMs) && Number.isFinite(toMs) && fromMs >= 0 && toMs - fromMs >= leastMs && toMs - fromMs <= mostMs;

const drawnParts = 180;
const seldomestMs = 2 * minuteMs;

/** How often a chart of a range has to move, in milliseconds: each time by about four pixels, once a second at most and every two minutes at least. */
export const movesEveryMs = (range: TimeRange, nowMs: number): number =>
  range.kind === 'fixed' && range.toMs <= nowMs
    ? seldomestMs
    : Math.min(seldomestMs, Math.max(1000, lengthOf(range) / drawnParts));

/** What a range shows at a time. What is live ends with the second that has begun. */
export function periodOf(range: TimeRange, nowMs: number): Period {
  if (range.kind === 'fixed') {
    return { fromMs: range.fromMs, toMs: range.toMs };
  }
  const toMs = (Math.floor(nowMs / 1000) + 1) * 1000;
  return { fromMs: toMs - lengthOf(range), toMs };
}

/** The range that parameters of an address name; null if they name none. */
export function parseRange(query: URLSearchParams): TimeRange | null {
  const span = spans.find((known) => known === query.get('range'));
  if (span) {
    return { kind: 'live', span };
  }
  const fixed = { fromMs: timeIn(query.get('from')), toMs: timeIn(query.get('to')) };
  return isShowable(fixed) ? { kind: 'fixed', ...fixed } : null;
}

/** The names of all parameters that can name a range. */
export const rangeParameters = ['range', 'from', 'to'] as const;

/** Not a day, which other pages keep under the same name. */
const timeIn = (text: string | null): number => (text?.includes('T') ? Date.parse(text) : Number.NaN);

/** The parameters of an address that name a range. */
export const formatRange = (range: TimeRange): readonly (readonly [name: string, value: string])[] =>
  range.kind === 'live'
    ? [['range', range.span]]
    : [
        ['from', textOf(range.fromMs)],
        ['to', textOf(range.toMs)],
      ];

const textOf = (atMs: number): string => new Date(atMs).toISOString().replace('.000Z', 'Z');

/** Names a range among all. */
export const rangeKey = (range: TimeRange): string => (range.kind === 'live' ? range.span : `${range.fromMs}-${range.toMs}`);
