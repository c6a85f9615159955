import type { PipelineStatus } from '../contract/messages';
import { isConfirmed } from './freshness';
import type { SourceView } from './sourceView';

/** How the known runs that ended within the last 24 hours ended, cancelled ones left out. */
export interface Outcomes {
  readonly ended: number;
  readonly succeeded: number;
  readonly failed: number;
  /** How much of these 24 hours was watched, 0–100; null if there are no pipelines. */
  readonly seenPercent: number | null;
}

const none: Outcomes = { ended: 0, succeeded: 0, failed: 0, seenPercent: null };
const memo = new WeakMap<ReadonlyMap<string, PipelineStatus>, Outcomes>();

/** The sum over a daemon's pipelines; null if its pipelines have not been judged: how many runs there were is then unknown, and not 0. */
export function outcomesOf(view: SourceView, nowMs: number): Outcomes | null {
  const { values } = view.pipelines;
  if (view.evaluatedAtMs === null || (values.size === 0 && !isConfirmed(view, 'executions', nowMs))) {
    return null;
  }
  const known = memo.get(values) ?? sumOf([...values.values()].map(ofPipeline));
  memo.set(values, known);
  return known;
}

const ofPipeline = ({ runs24h, succeeded24h, failed24h, seenPercent24h }: PipelineStatus): Outcomes => ({
  ended: runs24h,
  succeeded: succeeded24h,
  failed: failed24h,
  seenPercent: seenPercent24h,
});

/** The sum of several; what was watched is what was watched of all of them. */
export const sumOf = (all: readonly Outcomes[]): Outcomes =>
  all.reduce(
    (sum, one) => ({
      ended: sum.ended + one.ended,
      succeeded: sum.succeeded + one.succeeded,
      failed: sum.failed + one.failed,
      seenPercent: least(sum.seenPercent, one.seenPercent),
    }),
    none,
  );

const least = (left: number | null, right: number | null): number | null =>
  left === null || right === null ? (left ?? right) : Math.min(left, right);
