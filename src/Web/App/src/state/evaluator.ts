import type { Heartbeat, Incoming, Problem } from '../contract/messages';
import { type Clear, clearAfter, clearAtLeastSince } from './clear';
import { type Keyed, noValues, withoutValue, withValue } from './keyed';

/** The source of what concerns the monitor itself. It is not a daemon. */
export const monitorSource = '_monitor';

/** How long the heartbeat of the evaluator may be missing before nothing counts as evaluated. */
export const evaluatorSilentMs = 15_000;

/** What is known of the monitor itself: its problems, and whether its evaluator works. Replaced, never changed. */
export interface EvaluatorView {
  readonly problems: Keyed<Problem>;
  /** When its last heartbeat came, by the hub's clock; null before the first. */
  readonly heardAtMs: number | null;
  /** Since when the monitor itself has no problem and evaluates; null before the first heartbeat. */
  readonly clear: Clear | null;
}

/** Nothing known yet over a new connection, after what was known over the one before. */
export const newEvaluator = (before?: EvaluatorView): EvaluatorView => ({
  problems: noValues(),
  heardAtMs: null,
  clear: before && before.problems.values.size === 0 ? before.clear : null,
});

/** Takes in one message of the source `_monitor`; the same view if it is older than what is held. */
export function takeFromEvaluator(view: EvaluatorView, incoming: Incoming, receivedAtMs: number): EvaluatorView {
  switch (incoming.kind) {
    case 'problem': {
      const problems = withValue(view.problems, incoming.message);
      return problems === view.problems ? view : { ...view, problems };
    }
    case 'problemResolved': {
      const problems = withoutValue(view.problems, incoming.message);
      const clear = clearAfter(view.clear, incoming.message.resolvedAtMs);
      return problems === view.problems ? view : { ...view, problems, clear };
    }
    case 'heartbeat':
      return heard(view, incoming.message, receivedAtMs);
    default:
      return view;
  }
}

function heard(view: EvaluatorView, { observedAtMs }: Heartbeat, receivedAtMs: number): EvaluatorView {
  const beforeMs = view.heardAtMs;
  // The heartbeat of a first state may be old. Later ones are sent as they come, so that the evaluator's clock does not matter.
  const heardAtMs = beforeMs === null ? Math.min(observedAtMs ?? receivedAtMs, receivedAtMs) : receivedAtMs;
  const hadStopped = beforeMs !== null && heardAtMs - beforeMs > evaluatorSilentMs;
  const clear = view.clear === null || hadStopped ? clearAtLeastSince(heardAtMs) : view.clear;
  return { ...view, heardAtMs, clear };
}
