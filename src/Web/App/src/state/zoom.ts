import { isShowable, type Period, periodOf, type TimeRange } from './timeRange';

/** How a key changes the range of a chart; null if it does not. */
export function rangeAfterKey(range: TimeRange, key: string, nowMs: number): TimeRange | null {
  const { fromMs, toMs } = periodOf(range, nowMs);
  const length = toMs - fromMs;
  switch (key) {
    case '+':
    case '=':
      return within(fromMs + length / 4, toMs - length / 4, nowMs);
    case '-':
    case '_':
      return within(fromMs - length / 2, toMs + length / 2, nowMs);
    case 'ArrowLeft':
      return within(fromMs - length / 4, toMs - length / 4, nowMs);
    case 'ArrowRight':
      // What is live ends now: there is nothing to the right of it.
      return range.kind === 'live' ? null : within(fromMs + length / 4, toMs + length / 4, nowMs);
    default:
      return null;
  }
}

/** The range between two places of a chart, each a share of its width from 0 to 1; null if it would be too short. */
export function rangeBetween(shown: Period, one: number, other: number): TimeRange | null {
  const length = shown.toMs - shown.fromMs;
  const at = (share: number) => wholeSecond(shown.fromMs + Math.min(1, Math.max(0, share)) * length);
  const period = { fromMs: at(Math.min(one, other)), toMs: at(Math.max(one, other)) };
  return isShowable(period) ? { kind: 'fixed', ...period } : null;
}

/** A range that ends now at the latest, as long as asked for; null if it cannot be shown. */
function within(fromMs: number, toMs: number, nowMs: number): TimeRange | null {
  const lastMs = Math.ceil(nowMs / 1000) * 1000;
  const backMs = Math.max(0, toMs - lastMs);
  const period = { fromMs: wholeSecond(fromMs - backMs), toMs: wholeSecond(toMs - backMs) };
  return isShowable(period) ? { kind: 'fixed', ...period } : null;
}

const wholeSecond = (atMs: number): number => Math.round(atMs / 1000) * 1000;
