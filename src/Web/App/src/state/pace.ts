import type { ExecutionData } from '../contract/messages';
import { durationMs } from './executions';

/** How long a run took or has taken, beside what is usual. */
export interface Pace {
  /** In milliseconds; null where it cannot be told. */
  readonly tookMs: number | null;
  readonly usualMs: number | null;
  /** How many times as long as usual; null where either is not known. */
  readonly factor: number | null;
  /** Whether it runs and nothing confirms that it still does: it took at least this. */
  readonly isAtLeast: boolean;
}

/**
 * The pace of a run. `confirmedAtMs` is until when a running one is known to have run; null where it is confirmed now.
 */
export function paceOf(execution: ExecutionData, usualMs: number | null, nowMs: number, confirmedAtMs: number | null): Pace {
  const isRunning = execution.status === 'running';
  const tookMs = durationMs(execution, confirmedAtMs ?? nowMs);
  const factor = tookMs !== null && usualMs !== null && usualMs > 0 ? tookMs / usualMs : null;
  return { tookMs, usualMs, factor, isAtLeast: isRunning && confirmedAtMs !== null && tookMs !== null };
}
