import type { PipelineDay } from '../contract/runs';

/** A day (UTC) of a calendar. */
export interface OutcomeDay {
  /** Such as `2026-01-02`. */
  readonly day: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** `none`: no run is known to have ended on it, which says nothing of whether any should have. */
  readonly outcome: 'good' | 'mixed' | 'bad' | 'none';
  readonly counts: PipelineDay | null;
}

const dayMs = 24 * 60 * 60_000;

/** The last `count` days up to today, oldest first. Days of UTC, as the host counts them: all of them have 24 hours. */
export function outcomeDays(days: readonly PipelineDay[], nowMs: number, count: number): readonly OutcomeDay[] {
  const byDay = new Map(days.map((one) => [one.day, one]));
  const todayMs = Math.floor(nowMs / dayMs) * dayMs;
  return Array.from({ length: count }, (_, place) => {
    const fromMs = todayMs - (count - 1 - place) * dayMs;
    const day = new Date(fromMs).toISOString().slice(0, 10);
    const counts = byDay.get(day) ?? null;
    return { day, fromMs, toMs: fromMs + dayMs, counts, outcome: outcomeOf(counts) };
  });
}

/** Cancelled runs say nothing of how the pipeline does. */
function outcomeOf(counts: PipelineDay | null): OutcomeDay['outcome'] {
  if (!counts || counts.succeeded + counts.failed === 0) {
    return 'none';
  }
  return counts.failed === 0 ? 'good' : counts.succeeded === 0 ? 'bad' : 'mixed';
}
