import { describe, expect, it } from 'vitest';
import { newSource, take } from '../../src/state/source';
import {
  again,
  completeView,
  execution,
  health,
  heartbeatOf,
  hourMs,
  minuteMs,
  nowMs,
  pipeline,
  pipelineRemoved,
  problem,
  problemOf,
  removed,
  resolved,
  stats,
  status,
  viewOf,
} from '../messages';

describe('order', () => {
  it('takes what is newer by epoch, then by sequence', () => {
    const view = viewOf(
      stats({ epoch: 1, sequence: 9, cpuUsage: 1 }),
      stats({ epoch: 2, sequence: 1, cpuUsage: 2 }),
      stats({ epoch: 2, sequence: 2, cpuUsage: 3 }),
    );

    expect(view.stats?.cpuUsage).toBe(3);
  });

  it.each([
    ['an older epoch', { epoch: 1, sequence: 99 }],
    ['an older sequence', { epoch: 2, sequence: 4 }],
    ['the same one again', { epoch: 2, sequence: 5 }],
  ])('drops %s and stays the same object', (_, order) => {
    const view = viewOf(stats({ epoch: 2, sequence: 5, cpuUsage: 5 }));

    expect(again(view, stats({ ...order, cpuUsage: 1, observedAtMs: nowMs + 1000 }))).toBe(view);
  });

  it('orders each key by itself', () => {
    const view = viewOf(
      status({ sequence: 50 }),
      stats({ sequence: 3 }),
      health([], { sequence: 2 }),
      execution({ id: 'a', sequence: 40 }),
      execution({ id: 'b', sequence: 1 }),
    );

    expect(view.stats).not.toBeNull();
    expect(view.health).not.toBeNull();
    expect([...view.executions.keys()]).toEqual(['a', 'b']);
  });
});

describe('removal', () => {
  it('takes an execution away', () => {
    expect(viewOf(execution({ sequence: 1 }), removed('run-1', { sequence: 2 })).executions.size).toBe(0);
  });

  it('is not undone by late words of what is gone', () => {
    const view = viewOf(removed('run-1', { sequence: 7 }), execution({ sequence: 6 }));

    expect(view.executions.size).toBe(0);
  });

  it('that is older than the execution is dropped', () => {
    expect(viewOf(execution({ sequence: 7 }), removed('run-1', { sequence: 6 })).executions.size).toBe(1);
  });

  it('lets it come back with newer words', () => {
    expect(viewOf(removed('run-1', { sequence: 7 }), execution({ sequence: 8 })).executions.size).toBe(1);
  });

  it('is remembered of the newest five hundred only', () => {
    const many = Array.from({ length: 600 }, (_, index) => removed(`run-${index}`, { sequence: index + 1 }));

    const view = viewOf(...many);

    expect(view.removed.size).toBe(500);
    expect(view.removed.has('run-599')).toBe(true);
    expect(view.removed.has('run-99')).toBe(false);
  });
});

describe.each([
  ['pipelines', (sequence: number) => pipeline({ id: 'a', sequence }), (sequence: number) => pipelineRemoved('a', { sequence })],
  [
    'problems',
    (sequence: number) => problem(problemOf({ id: 'a', sequence })),
    (sequence: number) => resolved('a', { sequence }),
  ],
] as const)('%s', (kind, value, removal) => {
  it('come, change and go in their own order', () => {
    const view = viewOf(execution({ id: 'a', sequence: 90 }), value(3), value(2));

    expect(view[kind].values.get('a')?.sequence).toBe(3);
    expect(again(view, value(4))[kind].values.get('a')?.sequence).toBe(4);
    expect(again(view, removal(4))[kind].values.size).toBe(0);
    expect(again(view, removal(4)).executions.size).toBe(1);
  });

  it('that are gone do not come back with a late message', () => {
    const view = viewOf(removal(7));

    expect(again(view, value(6))).toBe(view);
    expect(again(view, value(8))[kind].values.size).toBe(1);
  });

  it('leave the view as it is where the message is old', () => {
    const view = viewOf(value(7));

    expect([again(view, value(7)), again(view, removal(6))]).toEqual([view, view]);
  });

  it('make a daemon look no fresher than their evidence', () => {
    const view = take(completeView(), value(3), nowMs + minuteMs);

    expect(view.observedAtMs).toBe(nowMs);
  });
});

describe('trimming', () => {
  const runs = [1, 2, 3, 4].map((place) => execution({ id: `run-${place}`, startedAtMs: nowMs - place * minuteMs }));

  it('keeps the newest up to the limit', () => {
    const view = viewOf(status({ executionLimit: 2 }), ...runs);

    expect([...view.executions.keys()]).toEqual(['run-1', 'run-2']);
  });

  it('keeps a running one past the limit', () => {
    const view = viewOf(
      status({ executionLimit: 2 }),
      execution({ id: 'old', status: 'running', startedAtMs: nowMs - 60 * minuteMs }),
      ...runs,
    );

    expect([...view.executions.keys()].sort()).toEqual(['old', 'run-1', 'run-2']);
  });

  it('lets that go once it has ended', () => {
    const view = viewOf(
      status({ executionLimit: 2 }),
      execution({ id: 'old', status: 'running', startedAtMs: nowMs - 60 * minuteMs }),
      ...runs,
      execution({ id: 'old', sequence: 2, status: 'success', startedAtMs: nowMs - 60 * minuteMs }),
    );

    expect([...view.executions.keys()].sort()).toEqual(['run-1', 'run-2']);
  });

  it('follows a smaller limit', () => {
    const view = viewOf(status({ executionLimit: 4 }), ...runs, status({ sequence: 2, executionLimit: 1 }));

    expect([...view.executions.keys()]).toEqual(['run-1']);
  });

  it('keeps the same map where nothing has to go', () => {
    const view = viewOf(status(), ...runs);

    expect(again(view, status({ sequence: 2 })).executions).toBe(view.executions);
  });
});

describe('age and delay', () => {
  it('follow the newest observation of any message', () => {
    const view = viewOf(stats({ observedAtMs: nowMs }), health([], { observedAtMs: nowMs - 1000 }));

    expect(view.observedAtMs).toBe(nowMs);
  });

  it('are renewed by a heartbeat that brings nothing else', () => {
    const view = completeView(stats());

    const later = take(view, heartbeatOf({ sequence: 2, observedAtMs: nowMs + 2000 }), nowMs + 2040);

    expect(later.observedAtMs).toBe(nowMs + 2000);
    expect(later.delayMs).toBe(40);
  });

  it('tell no delay of the first state, which is old by nature', () => {
    const view = take(newSource('default'), stats({ observedAtMs: nowMs - minuteMs }), nowMs);

    expect(view.delayMs).toBeNull();
  });

  it('follow the hub’s clock when it was set back, and not news that lie ahead of it', () => {
    const view = completeView(stats({ sequence: 2 }));

    const back = take(view, stats({ sequence: 3, observedAtMs: nowMs - hourMs }), nowMs - hourMs + 10);

    expect(back).toMatchObject({ observedAtMs: nowMs - hourMs, delayMs: 10 });
  });

  it('do not go back for news that are only a little late', () => {
    const view = completeView(stats({ sequence: 2 }));

    expect(take(view, stats({ sequence: 3, observedAtMs: nowMs - 1000 }), nowMs - 4000).observedAtMs).toBe(nowMs);
  });

  it('never tell a delay below zero', () => {
    const view = take(completeView(), stats({ sequence: 2, observedAtMs: nowMs + 10 }), nowMs);

    expect(view.delayMs).toBe(0);
  });
});
