import { describe, expect, it } from 'vitest';
import { durationMs, endedAtMs, newestFirst, trimmed } from '../../src/state/executions';
import { endedRun, executionOf, nowMs } from '../messages';

const ids = (...executions: ReturnType<typeof executionOf>[]) => executions.sort(newestFirst).map(({ id }) => id);

describe('newestFirst', () => {
  it('orders by start, the newest first', () => {
    expect(ids(executionOf({ id: 'a', startedAtMs: 1 }), executionOf({ id: 'b', startedAtMs: 2 }))).toEqual(['b', 'a']);
  });

  it('puts those without a start last', () => {
    expect(ids(executionOf({ id: 'a', startedAtMs: null }), executionOf({ id: 'b', startedAtMs: 1 }))).toEqual(['b', 'a']);
  });

  it.each([1, null])('orders those that started alike (%j) by their id, letter by letter', (startedAtMs) => {
    const of = (id: string) => executionOf({ id, startedAtMs });

    expect(ids(of('run-2'), of('run-10'), of('Run-3'))).toEqual(['Run-3', 'run-10', 'run-2']);
  });
});

describe('trimmed', () => {
  it('is the same map up to the limit', () => {
    const executions = new Map([['run-1', executionOf()]]);

    expect(trimmed(executions, 1)).toBe(executions);
  });
});

describe('endedAtMs', () => {
  it('is null while it runs, whatever else is said', () => {
    expect(endedAtMs(executionOf({ status: 'running', finishedAtMs: nowMs }))).toBeNull();
  });

  it('is worked out where the end is not told', () => {
    const run = executionOf({ status: 'failed', startedAtMs: nowMs, durationSeconds: 5 });

    expect(endedAtMs(run)).toBe(nowMs + 5000);
    expect(endedAtMs({ ...run, durationSeconds: null })).toBe(nowMs);
  });

  it('is the start where the duration leads past all dates', () => {
    const run = executionOf({ status: 'success', startedAtMs: nowMs, durationSeconds: Number.MAX_SAFE_INTEGER });

    expect(endedAtMs(run)).toBe(nowMs);
  });
});

describe('durationMs', () => {
  it('of a run whose length the daemon does not tell is from its start to its end', () => {
    expect(durationMs(executionOf({ startedAtMs: nowMs - 9000, finishedAtMs: nowMs - 2000 }), nowMs)).toBe(7000);
  });

  it('grows while it runs', () => {
    expect(durationMs(executionOf({ status: 'running', startedAtMs: nowMs - 3000 }), nowMs)).toBe(3000);
  });

  it('is what the daemon says once it ended', () => {
    expect(durationMs(endedRun('a', nowMs, {}, 90), nowMs + 1e6)).toBe(90_000);
  });

  it('cannot be told without a start, nor of what neither runs nor says', () => {
    expect(durationMs(executionOf({ status: 'running', startedAtMs: null }), nowMs)).toBeNull();
    expect(durationMs(executionOf({ status: 'pending' }), nowMs)).toBeNull();
  });

  it('cannot be told of a run that ended before it started', () => {
    expect(durationMs(executionOf({ startedAtMs: nowMs, finishedAtMs: nowMs - 2000 }), nowMs)).toBeNull();
  });

  it('is never negative, though a daemon’s clock may be ahead', () => {
    expect(durationMs(executionOf({ status: 'running', startedAtMs: nowMs + 5000 }), nowMs)).toBe(0);
  });
});
