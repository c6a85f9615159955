import { describe, expect, it } from 'vitest';
import type { ExecutionData } from '../../src/contract/messages';
import { clearSince, problemKey, problemsOf, problemsOfAll } from '../../src/state/attention';
import type { SourceView } from '../../src/state/sourceView';
import {
  completeView,
  componentOf,
  endedRun,
  executionOf,
  failedFeed,
  health,
  hourMs,
  minuteMs,
  nowMs,
  run,
  stats,
  status,
  statusOf,
} from '../messages';

const viewWith = (...runs: readonly ExecutionData[]): SourceView => completeView(...runs.map(run));
const failed = (id: string, agoMs: number, fields: Partial<ExecutionData> = {}) =>
  endedRun(id, nowMs - agoMs, { status: 'failed', ...fields });
const good = (id: string, agoMs: number, fields: Partial<ExecutionData> = {}) => endedRun(id, nowMs - agoMs, fields);

describe('failing pipelines', () => {
  it('are those whose newest ended run failed', () => {
    const problems = problemsOf(viewWith(failed('a', minuteMs), good('b', hourMs)), nowMs);

    expect(problems).toMatchObject([
      {
        kind: 'failing',
        inARow: 1,
        isOpenEnded: false,
        sinceMs: nowMs - minuteMs,
        lastGoodMs: nowMs - hourMs,
        execution: { id: 'a' },
      },
    ]);
  });

  it('are none once a run was good again', () => {
    expect(problemsOf(viewWith(good('a', minuteMs), failed('b', hourMs)), nowMs)).toEqual([]);
  });

  it('count the failures in a row, since the first of them', () => {
    const view = viewWith(failed('a', minuteMs), failed('b', 10 * minuteMs), good('c', hourMs), failed('d', 2 * hourMs));

    expect(problemsOf(view, nowMs)).toMatchObject([{ inARow: 2, sinceMs: nowMs - 10 * minuteMs }]);
  });

  it('are still failing while the next run goes on, and when one was cancelled', () => {
    const view = viewWith(
      executionOf({ id: 'now', status: 'running', startedAtMs: nowMs }),
      endedRun('stopped', nowMs - minuteMs, { status: 'cancelled' }),
      failed('a', 10 * minuteMs),
      good('b', hourMs),
    );

    expect(problemsOf(view, nowMs)).toMatchObject([{ kind: 'failing', inARow: 1, execution: { id: 'a' } }]);
  });

  it('say that the row may be longer than what is in view', () => {
    const view = completeView(status({ sequence: 2, executionLimit: 2 }), run(failed('a', minuteMs)), run(failed('b', hourMs)));

    expect(problemsOf(view, nowMs)).toMatchObject([{ inARow: 2, mayBeMore: true, isOpenEnded: true, lastGoodMs: null }]);
  });

  it('are not open-ended where everything is in view', () => {
    expect(problemsOf(viewWith(failed('a', minuteMs)), nowMs)).toMatchObject([{ isOpenEnded: false, lastGoodMs: null }]);
  });

  it('put the longest failing first', () => {
    const view = viewWith(
      failed('a', minuteMs, { pipelineId: 'p1', pipelineName: 'A' }),
      failed('b', hourMs, { pipelineId: 'p2', pipelineName: 'B' }),
    );

    expect(problemsOf(view, nowMs).map(problemKey)).toEqual(['failing/default/p2', 'failing/default/p1']);
  });
});

describe('a daemon', () => {
  it('that is down is a problem before all others', () => {
    const view = completeView(run(failed('a', hourMs)), status({ sequence: 2, state: 'down', error: 'refused', sinceMs: nowMs }));

    expect(problemsOf(view, nowMs)).toMatchObject([
      { kind: 'source', freshness: 'down', error: 'refused', sinceMs: nowMs },
      { kind: 'failing' },
    ]);
  });

  it('that is silent is a problem since its last news', () => {
    expect(problemsOf(completeView(stats()), nowMs + minuteMs)).toMatchObject([
      { kind: 'source', freshness: 'stale', sinceMs: nowMs },
    ]);
  });

  it('that answers in part is a problem with its error', () => {
    const feeds = { ...statusOf().feeds, stats: failedFeed('no') };

    expect(problemsOf(completeView(status({ sequence: 2, state: 'degraded', error: 'stats: no', feeds })), nowMs)).toMatchObject([
      { kind: 'source', freshness: 'degraded', error: 'stats: no' },
    ]);
  });

  it('that is live or about to be is none', () => {
    expect(problemsOf(completeView(), nowMs)).toEqual([]);
    expect(problemsOf(completeView(status({ sequence: 2, state: 'connecting' })), nowMs)).toEqual([]);
  });
});

describe('components', () => {
  it('that are ill are problems since they fell ill', () => {
    const view = completeView(
      health([componentOf()], { observedAtMs: nowMs - hourMs }),
      health([componentOf({ healthy: false, message: 'disk full' })], { sequence: 2 }),
    );

    expect(problemsOf(view, nowMs)).toMatchObject([
      { kind: 'component', name: 'database', message: 'disk full', sinceMs: nowMs, isOpenEnded: false },
    ]);
  });

  it('have been ill since before this page came where it did not see them fall ill', () => {
    const view = completeView(health([componentOf({ healthy: false })]));

    expect(problemsOf(view, nowMs)).toMatchObject([{ kind: 'component', sinceMs: nowMs, isOpenEnded: true }]);
  });

  it('of the same name stay apart by their keys', () => {
    const sick = componentOf({ name: 'tap', healthy: false });
    const components = new Map([
      ['tap-a', sick],
      ['tap-b', sick],
    ]);

    expect(problemsOf(completeView(health([], { healthy: false, components })), nowMs).map(problemKey)).toEqual([
      'component/default/tap-a',
      'component/default/tap-b',
    ]);
  });

  it('are unknown, not ill, while the daemon is down', () => {
    const lastKnown = {
      healthy: false,
      components: new Map([['database', componentOf({ healthy: false })]]),
      observedAtMs: nowMs,
    };
    const view = completeView(
      status({ sequence: 2, state: 'down' }),
      health([], { sequence: 2, fallback: true, healthy: false, lastKnown }),
    );

    expect(problemsOf(view, nowMs).map(({ kind }) => kind)).toEqual(['source']);
  });

  it('need not be named where the daemon only says that it is ill', () => {
    expect(problemsOf(completeView(health([], { healthy: false })), nowMs)).toMatchObject([
      { kind: 'component', name: 'default' },
    ]);
  });
});

describe('late runs', () => {
  it('are problems with the last good run of their pipeline', () => {
    const stuck = executionOf({ id: 'now', status: 'running', startedAtMs: nowMs - hourMs, observedAtMs: nowMs - hourMs });

    expect(problemsOf(completeView(run(stuck), run(good('a', 2 * hourMs)), stats()), nowMs)).toMatchObject([
      { kind: 'late', late: { kind: 'stuck' }, lastGoodMs: nowMs - 2 * hourMs },
    ]);
  });
});

describe('problemsOfAll', () => {
  it('has what fails on one daemon before what is slow on another, in the order of daemons within a kind', () => {
    const stuck = (name: string) => ({
      ...viewWith(
        executionOf({ status: 'running', startedAtMs: nowMs - hourMs, observedAtMs: nowMs - hourMs }),
        good('a', hourMs),
      ),
      name,
      observedAtMs: nowMs,
    });
    const failing = (name: string) => ({ ...viewWith(failed('a', minuteMs)), name });

    const problems = problemsOfAll([stuck('east'), failing('north'), stuck('south'), failing('west')], nowMs);

    expect(problems.map(({ kind, source }) => [kind, source])).toEqual([
      ['failing', 'north'],
      ['failing', 'west'],
      ['late', 'east'],
      ['late', 'south'],
    ]);
  });
});

describe('problemKey', () => {
  it('stays the same while a problem lasts, though its newest run changes', () => {
    const before = problemsOf(viewWith(failed('a', hourMs)), nowMs).map(problemKey);

    const after = problemsOf(viewWith(failed('a', hourMs), failed('b', minuteMs)), nowMs).map(problemKey);

    expect(after).toEqual(before);
  });
});

describe('clearSince', () => {
  it('counts from when the daemon became live', () => {
    expect(clearSince(completeView())).toEqual({ sinceMs: nowMs - hourMs, isAtLeast: false });
  });

  it('counts from the last recovery of a pipeline', () => {
    const view = viewWith(good('a', 5 * minuteMs), good('b', 10 * minuteMs), failed('c', 20 * minuteMs));

    expect(clearSince(view)).toEqual({ sinceMs: nowMs - 10 * minuteMs, isAtLeast: false });
  });

  it('counts from the last recovery of a component', () => {
    const view = completeView(
      health([componentOf({ healthy: false })], { observedAtMs: nowMs - 30 * minuteMs }),
      health([componentOf()], { sequence: 2, observedAtMs: nowMs - 20 * minuteMs }),
    );

    expect(clearSince(view)).toEqual({ sinceMs: nowMs - 20 * minuteMs, isAtLeast: false });
  });

  it('counts from the end of a run that took far too long, well as it ended', () => {
    const usual = [2, 3, 4].map((ago) => run(good(`usual-${ago}`, ago * hourMs)));
    const view = completeView(
      status({ sequence: 2, sinceMs: nowMs - 9 * hourMs }),
      ...usual,
      run(endedRun('long', nowMs - minuteMs, {}, 3000)),
    );

    expect(clearSince(view)).toEqual({ sinceMs: nowMs - minuteMs, isAtLeast: false });
  });

  it('says at least as long as the components were heard of where no change of theirs was seen', () => {
    const view = completeView(health([componentOf()], { observedAtMs: nowMs - minuteMs }));

    expect(clearSince(view)).toEqual({ sinceMs: nowMs - minuteMs, isAtLeast: true });
  });

  it('goes by no run that has been running for longer than what is in view', () => {
    const view = completeView(
      status({ sequence: 2, executionLimit: 1, sinceMs: nowMs - 9 * hourMs }),
      run(endedRun('a', nowMs - 10 * minuteMs, {}, 0)),
      run(executionOf({ id: 'b', status: 'running', startedAtMs: nowMs - 8 * hourMs })),
    );

    expect(clearSince(view)).toEqual({ sinceMs: nowMs - 10 * minuteMs, isAtLeast: true });
  });

  it('says at least as long as what is in view where that is less', () => {
    const view = completeView(
      status({ sequence: 2, executionLimit: 2 }),
      run(endedRun('a', nowMs - 10 * minuteMs, {}, 0)),
      run(endedRun('b', nowMs - 20 * minuteMs, {}, 0)),
    );

    expect(clearSince(view)).toEqual({ sinceMs: nowMs - 20 * minuteMs, isAtLeast: true });
  });
});
