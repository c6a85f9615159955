import { describe, expect, it } from 'vitest';
import { clearAfter, latestClear } from '../../src/state/clear';
import { newSource } from '../../src/state/source';
import type { SourceView } from '../../src/state/sourceView';
import {
  again,
  completeView,
  heartbeatOf,
  hourMs,
  minuteMs,
  nowMs,
  problem,
  problemOf,
  resolved,
  status,
  viewOf,
} from '../messages';

/** What a new connection makes of a daemon that it sends without problems. */
const reconnected = (before: SourceView): SourceView =>
  again(newSource('default', before), status(), heartbeatOf({ evaluatedAtMs: nowMs, observedAtMs: nowMs }));

describe('since when no problem is known', () => {
  it('is not known before the daemon was evaluated', () => {
    expect(viewOf(status(), heartbeatOf({ evaluatedAtMs: null })).clear).toBeNull();
  });

  it('is at least as long as an evaluation of it is known', () => {
    const view = viewOf(status(), heartbeatOf({ evaluatedAtMs: nowMs - minuteMs }));

    const later = again(view, heartbeatOf({ sequence: 2, evaluatedAtMs: nowMs, observedAtMs: nowMs + minuteMs }));

    expect(later.clear).toEqual({ sinceMs: nowMs - minuteMs, isAtLeast: true });
  });

  it('does not lie ahead where the evaluator’s clock is', () => {
    expect(viewOf(status(), heartbeatOf({ evaluatedAtMs: nowMs + hourMs })).clear?.sinceMs).toBe(nowMs);
  });

  it('is exactly since the last problem was over, in whichever order they are told', () => {
    const view = completeView(problem(), problem(problemOf({ id: 'other' })));

    const over = again(
      view,
      resolved('other', { resolvedAtMs: nowMs - minuteMs }),
      resolved('problem-1', { resolvedAtMs: nowMs - 2 * minuteMs }),
    );

    expect(over.clear).toEqual({ sinceMs: nowMs - minuteMs, isAtLeast: false });
  });

  it('is kept over a new connection', () => {
    const view = again(completeView(problem()), resolved('problem-1', { resolvedAtMs: nowMs - hourMs }));

    expect(reconnected(view).clear).toEqual({ sinceMs: nowMs - hourMs, isAtLeast: false });
  });

  it('begins again where a problem ended that nobody told the end of', () => {
    expect(reconnected(completeView(problem())).clear).toEqual({ sinceMs: nowMs, isAtLeast: true });
  });

  it('is that of the last one of several', () => {
    const early = clearAfter(null, 1);
    const late = { sinceMs: 2, isAtLeast: true };

    expect([latestClear([early, null, late]), latestClear([null])]).toEqual([late, null]);
  });
});
