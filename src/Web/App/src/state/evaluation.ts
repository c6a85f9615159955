import { isEvaluatorSilent, type MonitorState } from './monitor';
import type { SourceView } from './sourceView';

/**
 * Whether problems are being looked for. `not-yet`: a daemon has not been evaluated yet, so nothing is known to be well with it.
 * `stopped`: the evaluator is not heard; `sinceMs` is when it last was, null if it never was.
 */
export type Evaluation =
  | { readonly kind: 'evaluating' }
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'stopped'; readonly sinceMs: number | null };

/** How evaluation stands for some daemons, `nowMs` by the hub's clock. */
export function evaluationOf(state: MonitorState, views: readonly SourceView[], nowMs: number): Evaluation {
  const { evaluator } = state;
  if (isEvaluatorSilent(state, nowMs)) {
    return { kind: 'stopped', sinceMs: evaluator.heardAtMs };
  }
  const isJudged = evaluator.heardAtMs !== null && views.every(({ evaluatedAtMs }) => evaluatedAtMs !== null);
  return { kind: isJudged ? 'evaluating' : 'not-yet' };
}
