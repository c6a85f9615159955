import { describe, expect, it } from 'vitest';
import type { ExecutionData } from '../../src/contract/messages';
import { confirmedUntilMs, pipelines, usualMs } from '../../src/state/runs';
import { newSource, take } from '../../src/state/source';
import type { SourceView } from '../../src/state/sourceView';
import {
  completeView,
  execution,
  executionOf,
  failedFeed,
  heartbeatOf,
  hourMs,
  nowMs,
  pipeline,
  run,
  status,
  statusOf,
} from '../messages';

const viewWith = (...runs: readonly ExecutionData[]): SourceView => completeView(...runs.map(run));

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
  it('is what the evaluator sends, in milliseconds', () => {
    expect(usualMs(completeView(pipeline({ usualSeconds: 20 })), 'orders')).toBe(20_000);
  });

  it('is not known where the evaluator does not know it, or the pipeline', () => {
    const view = completeView(pipeline());

    expect([usualMs(view, 'orders'), usualMs(view, 'stock')]).toEqual([null, null]);
  });
});

describe('confirmedUntilMs', () => {
  const { feeds } = statusOf();
  const degraded = { state: 'degraded', sinceMs: nowMs - 24 * hourMs } as const;
  const laterMs = nowMs + hourMs;

  it('is now while the daemon tells its runs', () => {
    const view = take(completeView(), heartbeatOf({ sequence: 2, observedAtMs: laterMs }), laterMs);

    expect(confirmedUntilMs(view, laterMs)).toBe(laterMs);
  });

  it('is the newest news of a daemon that is down or silent', () => {
    const view = completeView();
    const down = { ...view, status: statusOf({ state: 'down' }) };

    expect([confirmedUntilMs(view, laterMs), confirmedUntilMs(down, laterMs)]).toEqual([nowMs, nowMs]);
  });

  it('is when the daemon last told its runs though another feed has been failing for longer, also over a new connection', () => {
    const view = completeView(status({ ...degraded, sequence: 2, feeds: { ...feeds, stats: failedFeed('no') } }));
    const unheard = take(
      view,
      status({ ...degraded, sequence: 3, feeds: { ...feeds, stats: failedFeed('no'), executions: failedFeed('no') } }),
      nowMs,
    );
    const later = take(unheard, heartbeatOf({ observedAtMs: laterMs }), laterMs);
    const anew = { ...newSource('default', later), status: later.status, observedAtMs: laterMs };

    expect([later, anew].map((one) => confirmedUntilMs(one, laterMs))).toEqual([nowMs, nowMs]);
  });
});
