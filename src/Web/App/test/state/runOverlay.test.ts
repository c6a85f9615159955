import { describe, expect, it } from 'vitest';
import { noFilters, type RunQuestion } from '../../src/state/runFilters';
import { overlaid } from '../../src/state/runOverlay';
import { completeView, endedRun, executionOf, minuteMs, nowMs, run } from '../messages';
import { pastRun } from '../runs';

const question: RunQuestion = { source: null, pipeline: null, filters: noFilters, period: null, limit: 50, after: null };

describe('overlaid', () => {
  it('shows a run as it was pushed last', () => {
    const stored = pastRun('r', { status: 'running', finishedAtMs: null, durationSeconds: null, sequence: 1 });
    const view = completeView(run(endedRun('r', nowMs, { status: 'failed', sequence: 2 })));

    expect(overlaid([stored], [view], question, true).map(({ status }) => status)).toEqual(['failed']);
  });

  it('keeps what history knows better', () => {
    const stored = pastRun('r', { sequence: 9, endUnseen: true });
    const view = completeView(run(endedRun('r', nowMs, { status: 'failed', sequence: 2 })));

    expect(overlaid([stored], [view], question, true)).toEqual([stored]);
  });

  it('adds what is not stored yet, and nothing that comes with a later page or was not asked for', () => {
    const stored = pastRun('r', { startedAtMs: nowMs - 10 * minuteMs });
    const view = completeView(
      run(executionOf({ id: 'new', status: 'running', startedAtMs: nowMs - minuteMs })),
      run(executionOf({ id: 'old', startedAtMs: nowMs - 20 * minuteMs })),
    );
    const ids = (isWhole: boolean, asked: RunQuestion) => overlaid([stored], [view], asked, isWhole).map(({ id }) => id);

    expect(ids(false, question)).toEqual(['new', 'r']);
    expect(ids(true, question)).toEqual(['new', 'r', 'old']);
    expect(ids(true, { ...question, pipeline: 'leads' })).toEqual(['r']);
  });
});
