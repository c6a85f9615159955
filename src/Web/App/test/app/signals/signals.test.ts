import { describe, expect, it } from 'vitest';
import { meeting, signals, toldBy } from '../../../src/app/signals/signals';
import type { Incoming } from '../../../src/contract/messages';
import { initialState, type MonitorState } from '../../../src/state/monitor';
import { newSource, take } from '../../../src/state/source';
import type { SourceView } from '../../../src/state/sourceView';
import { completeView, endedRun, executionOf, hourMs, minuteMs, nowMs, run, status } from '../../messages';

const stateOf = (...views: readonly SourceView[]): MonitorState => ({
  ...initialState,
  connection: { kind: 'open', sinceMs: 0 },
  sources: new Map(views.map((view) => [view.name, view])),
});

const then = (view: SourceView, ...incoming: readonly Incoming[]) =>
  incoming.reduce((before, one) => take(before, one, nowMs), view);

const failedRun = (id: string, endedAtMs = nowMs) => endedRun(id, endedAtMs, { status: 'failed', sequence: 5 });

describe('signals', () => {
  it('tells of a run that turned to failed', () => {
    const before = completeView(run(executionOf({ id: 'r1', status: 'running' })));

    const found = signals(toldBy(stateOf(before)), stateOf(then(before, run(failedRun('r1')))));

    expect(found).toEqual([{ kind: 'failed', source: 'default', execution: failedRun('r1') }]);
  });

  it('tells of a run that came and failed between two looks', () => {
    const before = completeView();

    expect(signals(toldBy(stateOf(before)), stateOf(then(before, run(failedRun('r1')))))).toHaveLength(1);
  });

  it('tells of a failure during a loss of the connection, once everything is there again', () => {
    const before = completeView(run(executionOf({ id: 'r1', status: 'running' })));
    const after = completeView(run(failedRun('r1', nowMs + hourMs)));

    expect(signals(toldBy(stateOf(before)), stateOf(after))).toHaveLength(1);
  });

  it('tells of a run that failed after newer ones had put it out of view', () => {
    const running = executionOf({ id: 'r1', pipelineId: 'long', status: 'running', startedAtMs: nowMs - hourMs });
    const before = completeView(status({ sequence: 2, executionLimit: 1 }), run(endedRun('newer', nowMs)), run(running));
    const after = then(before, run({ ...failedRun('r1'), pipelineId: 'long', startedAtMs: nowMs - hourMs }));

    expect(after.executions.has('r1')).toBe(false);
    expect(signals(toldBy(stateOf(before)), stateOf(after))).toMatchObject([{ kind: 'failed', execution: { id: 'r1' } }]);
  });

  it.each<[string, Partial<SourceView>]>([
    ['asked about', { lost: ['r1'] }],
    ['not known yet to be lost', { movements: new Map([['r1', { atMs: nowMs, recordsProcessed: 7, progress: null }]]) }],
  ])('tells of a run lost with the connection that failed, however long ago and late the answer (%s)', (_, kept) => {
    const before = { ...completeView(), ...kept };
    const after = then(before, run(failedRun('r1', nowMs - 10 * minuteMs)));

    expect(signals(toldBy(stateOf(before)), stateOf(after))).toMatchObject([{ kind: 'failed', execution: { id: 'r1' } }]);
    expect(signals(toldBy(stateOf(after)), stateOf(then(after, run(endedRun('r2', nowMs)))))).toEqual([]);
  });

  it('does not tell of an old failure that comes into view', () => {
    const before = completeView();

    expect(signals(toldBy(stateOf(before)), stateOf(then(before, run(failedRun('r1', nowMs - hourMs)))))).toEqual([]);
  });

  it('does not tell the same failure twice', () => {
    const before = completeView(run(failedRun('r1')));
    const after = then(before, run({ ...failedRun('r1'), sequence: 9, errorMessage: 'more of it' }));

    expect(after).not.toBe(before);
    expect(signals(toldBy(stateOf(before)), stateOf(after))).toEqual([]);
  });

  it('does not tell what the first state of a daemon says', () => {
    const after = stateOf(completeView(run(failedRun('r1'))));

    expect(signals(toldBy(stateOf()), after)).toEqual([]);
    expect(signals(toldBy(stateOf(newSource('default', nowMs))), after)).toEqual([]);
  });

  it('tells nothing where nothing changed', () => {
    const state = stateOf(completeView(run(failedRun('r1'))));

    expect(signals(toldBy(state), state)).toEqual([]);
    expect(signals(toldBy(state), { ...state, sources: new Map(state.sources) })).toEqual([]);
  });

  it('tells of a daemon that goes down and comes back, even if only in part', () => {
    const live = completeView();
    const down = then(live, status({ state: 'down', error: 'refused', sinceMs: nowMs, sequence: 2 }));
    const degraded = then(down, status({ state: 'degraded', sequence: 3 }));
    const liveAgain = then(degraded, status({ state: 'live', sequence: 4 }));

    expect(signals(toldBy(stateOf(live)), stateOf(down))).toEqual([
      { kind: 'down', source: 'default', sinceMs: nowMs, error: 'refused' },
    ]);
    expect(signals(toldBy(stateOf(down)), stateOf(degraded))).toEqual([{ kind: 'back', source: 'default', sinceMs: nowMs }]);
    expect(signals(toldBy(stateOf(degraded)), stateOf(liveAgain))).toEqual([]);
  });

  it('does not take a new start of the collector for the daemon being back', () => {
    const down = completeView(status({ state: 'down', sequence: 2 }));
    const connecting = then(down, status({ state: 'connecting', sequence: 3 }));

    expect(signals(toldBy(stateOf(down)), stateOf(connecting))).toEqual([]);
  });

  it('tells over a restart of the hub that a daemon is back, and what failed meanwhile', () => {
    const down = completeView(status({ state: 'down', sequence: 2 }), run(executionOf({ id: 'r1', status: 'running' })));
    const connecting = { ...completeView(status({ state: 'connecting', epoch: 2 })), observedAtMs: null };
    const live = completeView(status({ epoch: 2, sequence: 2 }), run(failedRun('r1', nowMs + hourMs)));

    const told = toldBy(stateOf(connecting), toldBy(stateOf(down)));

    expect(signals(told, stateOf(live))).toEqual([
      { kind: 'back', source: 'default', sinceMs: nowMs - hourMs },
      { kind: 'failed', source: 'default', execution: failedRun('r1', nowMs + hourMs) },
    ]);
  });

  it('tells nothing of a daemon that was gone in between', () => {
    const down = completeView(status({ state: 'down', sequence: 2 }));

    expect(signals(toldBy(stateOf(), toldBy(stateOf(down))), stateOf(completeView()))).toEqual([]);
  });
});

describe('meeting', () => {
  it('knows a daemon from its first state on', () => {
    const first = completeView(run(executionOf({ id: 'r1', status: 'running' })));

    const told = meeting(new Map(), stateOf(first));

    expect(signals(told, stateOf(then(first, run(failedRun('r1')))))).toHaveLength(1);
  });

  it('leaves what is known as it was, so that nothing goes untold', () => {
    const known = toldBy(stateOf(completeView(run(executionOf({ id: 'r1', status: 'running' })))));
    const failed = completeView(run(failedRun('r1')));

    expect(meeting(known, stateOf(failed))).toBe(known);
    expect(signals(meeting(known, stateOf(failed, { ...completeView(), name: 'other' })), stateOf(failed))).toHaveLength(1);
  });
});
