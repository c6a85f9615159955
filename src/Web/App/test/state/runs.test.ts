import { describe, expect, it } from 'vitest';
import type { ExecutionData } from '../../src/contract/messages';
import { confirmedUntilMs, dayMs, lateRuns, outcomes, pipelines, usualMs } from '../../src/state/runs';
import { newSource, take } from '../../src/state/source';
import type { SourceView } from '../../src/state/sourceView';
import {
  completeView,
  endedRun,
  execution,
  executionOf,
  failedFeed,
  heartbeatOf,
  hourMs,
  minuteMs,
  nowMs,
  run,
  status,
  statusOf,
} from '../messages';

const viewWith = (...runs: readonly ExecutionData[]): SourceView => completeView(...runs.map(run));

/** Good runs of the pipeline that took the given seconds, the newest first. */
const goodRuns = (...tookSeconds: readonly number[]): readonly ExecutionData[] =>
  tookSeconds.map((seconds, place) => endedRun(`good-${place}`, nowMs - (place + 1) * hourMs, {}, seconds));

describe('pipelines', () => {
  it('are in order of their names, runs the newest first', () => {
    const view = viewWith(
      executionOf({ id: '1', pipelineId: 'p1', pipelineName: 'Zebras', startedAtMs: nowMs - 3 }),
      executionOf({ id: '2', pipelineId: 'p2', pipelineName: 'Apples', startedAtMs: nowMs - 2 }),
      executionOf({ id: '3', pipelineId: 'p1', pipelineName: 'Zebras', startedAtMs: nowMs - 1 }),
    );

    expect(pipelines(view).map(({ name, runs }) => [name, runs.map(({ id }) => id)])).toEqual([
      ['Apples', ['2']],
      ['Zebras', ['3', '1']],
    ]);
  });

  it('of the same name but another id stand apart', () => {
    const view = viewWith(executionOf({ id: '1', pipelineId: 'a' }), executionOf({ id: '2', pipelineId: 'b' }));

    expect(pipelines(view).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('are worked out once as long as no execution changes', () => {
    const view = viewWith(executionOf());

    expect(pipelines({ ...view, delayMs: 5 })).toBe(pipelines(view));
  });

  it('are the same objects where only another one changed', () => {
    const view = viewWith(
      executionOf({ id: '1', pipelineId: 'still', pipelineName: 'A' }),
      executionOf({ id: '2', pipelineId: 'moving', pipelineName: 'B', status: 'running' }),
    );
    const [still, moving] = pipelines(view);

    const after = pipelines(
      take(view, execution({ id: '2', pipelineId: 'moving', pipelineName: 'B', recordsProcessed: 9, sequence: 99 }), nowMs),
    );

    expect(after[0]).toBe(still);
    expect(after[1]).not.toBe(moving);
  });
});

describe('usualMs', () => {
  it('is the median of the good runs', () => {
    expect(usualMs(viewWith(...goodRuns(10, 500, 20)), 'orders')).toBe(20_000);
  });

  it('cannot be told by fewer than three', () => {
    expect(usualMs(viewWith(...goodRuns(10, 20)), 'orders')).toBeNull();
  });

  it('counts neither failed ones nor what runs', () => {
    const view = viewWith(
      ...goodRuns(10, 20),
      endedRun('bad', nowMs, { status: 'failed' }, 900),
      executionOf({ id: 'now', status: 'running' }),
    );

    expect(usualMs(view, 'orders')).toBeNull();
  });

  it('goes by the newest twenty', () => {
    const view = viewWith(...goodRuns(...new Array<number>(20).fill(10), ...new Array<number>(25).fill(999)));

    expect(usualMs(view, 'orders')).toBe(10_000);
  });
});

describe('outcomes', () => {
  it('are whole only from the oldest ended run on, however long one has been running', () => {
    const runs = [endedRun('a', nowMs - minuteMs), executionOf({ id: 'b', status: 'running', startedAtMs: nowMs - 20 * hourMs })];
    const view = completeView(status({ executionLimit: 1, sequence: 2 }), ...runs.map(run));

    expect(outcomes(view, nowMs).sinceMs).toBe(nowMs - 2 * minuteMs);
  });

  it('count what ended within a day, cancelled ones aside', () => {
    const view = viewWith(
      endedRun('a', nowMs - hourMs),
      endedRun('b', nowMs - 2 * hourMs, { status: 'failed' }),
      endedRun('c', nowMs - 3 * hourMs, { status: 'cancelled' }),
      endedRun('d', nowMs - dayMs - 1, { status: 'failed' }),
      executionOf({ id: 'e', status: 'running' }),
    );

    expect(outcomes(view, nowMs)).toEqual({ succeeded: 1, failed: 1, ended: 2, sinceMs: nowMs - dayMs });
  });

  it('say from when on where the view is full, and no longer than a day', () => {
    const full = completeView(
      status({ sequence: 2, executionLimit: 2 }),
      run(endedRun('a', nowMs - hourMs, {}, 0)),
      run(endedRun('b', nowMs - 2 * hourMs, {}, 0)),
    );

    expect(outcomes(full, nowMs).sinceMs).toBe(nowMs - 2 * hourMs);
    expect(outcomes(full, nowMs + 30 * hourMs).sinceMs).toBe(nowMs + 6 * hourMs);
  });
});

describe('lateRuns', () => {
  const running = (startedAgoMs: number, movedAgoMs: number) =>
    execution({
      id: 'now',
      status: 'running',
      startedAtMs: nowMs - startedAgoMs,
      observedAtMs: nowMs - movedAgoMs,
      recordsProcessed: 1,
    });
  const late = (usualSeconds: number | null, startedAgoMs: number, movedAgoMs: number) => {
    const usual = usualSeconds === null ? [] : goodRuns(usualSeconds, usualSeconds, usualSeconds);
    return lateRuns(completeView(...usual.map(run), running(startedAgoMs, movedAgoMs)), nowMs);
  };

  it('has none that runs as usual', () => {
    expect(late(600, 11 * minuteMs, 0)).toEqual([]);
  });

  it('calls slow what moves but takes more than twice as long as usual', () => {
    expect(late(600, 20 * minuteMs, 0)).toEqual([]);
    expect(late(600, 20 * minuteMs + 1000, 0)).toMatchObject([{ kind: 'slow', sinceMs: nowMs - 10 * minuteMs - 1000 }]);
  });

  it('does not call slow what is less than a minute over', () => {
    expect(late(10, 65_000, 0)).toEqual([]);
    expect(late(10, 75_000, 0)).toMatchObject([{ kind: 'slow' }]);
  });

  it('calls stuck what has not moved for longer than a whole run usually takes', () => {
    expect(late(120, 125_000, 119_000)).toEqual([]);
    expect(late(120, 125_000, 121_000)).toMatchObject([{ kind: 'stuck', sinceMs: nowMs - 121_000, usualMs: 120_000 }]);
  });

  it('calls stuck what is slow and has not moved for half of what a run usually takes', () => {
    expect(late(600, 21 * minuteMs, 4 * minuteMs)).toMatchObject([{ kind: 'slow' }]);
    expect(late(600, 21 * minuteMs, 6 * minuteMs)).toMatchObject([{ kind: 'stuck' }]);
  });

  it.each([null, 0])('calls slow and never stuck what tells neither rows (%j) nor progress while it runs', (recordsProcessed) => {
    const usual = goodRuns(600, 600, 600).map(run);
    const silent = (agoMs: number) =>
      execution({ id: 'now', status: 'running', startedAtMs: nowMs - agoMs, observedAtMs: nowMs - agoMs, recordsProcessed });
    const lateAfter = (agoMs: number) => lateRuns(completeView(...usual, silent(agoMs)), nowMs);

    expect(lateAfter(19 * minuteMs)).toEqual([]);
    expect(lateAfter(21 * minuteMs)).toMatchObject([{ kind: 'slow', sinceMs: nowMs - 11 * minuteMs }]);
  });

  it('calls stuck what told its progress and then nothing', () => {
    const usual = goodRuns(120, 120, 120).map(run);
    const quiet = execution({
      id: 'now',
      status: 'running',
      startedAtMs: nowMs - 125_000,
      observedAtMs: nowMs - 121_000,
      progress: 4,
    });

    expect(lateRuns(completeView(...usual, quiet), nowMs)).toMatchObject([{ kind: 'stuck', sinceMs: nowMs - 121_000 }]);
  });

  it.each([
    ['five minutes where nothing usual is known of one that has told rows', 5, 7],
    ['a quarter of an hour where nothing usual is known and it has told nothing', 15, 0],
  ])('waits %s', (_, minutes, recordsProcessed) => {
    const lateAfter = (quietMs: number) => {
      const startedAtMs = nowMs - hourMs;
      const quiet = execution({ id: 'now', status: 'running', startedAtMs, observedAtMs: nowMs - quietMs, recordsProcessed });
      return lateRuns(completeView(quiet), nowMs);
    };

    expect(lateAfter(minutes * minuteMs)).toEqual([]);
    expect(lateAfter(minutes * minuteMs + 1000)).toMatchObject([{ kind: 'stuck', usualMs: null }]);
  });

  it('does not call stuck what nobody could hear of, while the daemon is down or silent', () => {
    const view = completeView(running(minuteMs, 0));
    const down = { ...view, status: statusOf({ state: 'down' }) };

    expect([lateRuns(view, nowMs + hourMs), lateRuns(down, nowMs + hourMs)]).toEqual([[], []]);
  });

  it('keeps what is stuck though another feed has been failing for longer, also once the runs can no longer be heard of', () => {
    const { feeds } = statusOf();
    const degraded = { state: 'degraded', sinceMs: nowMs - dayMs } as const;
    const view = completeView(
      status({ ...degraded, sequence: 2, feeds: { ...feeds, stats: failedFeed('no') } }),
      running(hourMs, hourMs),
    );
    const unheard = take(
      view,
      status({ ...degraded, sequence: 3, feeds: { ...feeds, stats: failedFeed('no'), executions: failedFeed('no') } }),
      nowMs,
    );
    const laterMs = nowMs + hourMs;
    const later = take(unheard, heartbeatOf({ observedAtMs: laterMs }), laterMs);

    const late = [lateRuns(view, nowMs + 10_000), lateRuns(unheard, nowMs), lateRuns(later, laterMs)].flat();
    expect(late).toMatchObject(new Array(3).fill({ kind: 'stuck', sinceMs: nowMs - hourMs }));
    expect(confirmedUntilMs(later, laterMs)).toBe(nowMs);
    const anew = { ...newSource('default', laterMs, later), status: later.status, observedAtMs: laterMs };
    expect(confirmedUntilMs(anew, laterMs)).toBe(nowMs);
  });

  it('puts the longest late first', () => {
    const view = completeView(
      execution({ id: 'a', pipelineId: 'a', status: 'running', observedAtMs: nowMs - hourMs }),
      execution({ id: 'b', pipelineId: 'b', status: 'running', observedAtMs: nowMs - 2 * hourMs }),
    );

    expect(lateRuns(view, nowMs).map((one) => one.execution.id)).toEqual(['b', 'a']);
  });
});
