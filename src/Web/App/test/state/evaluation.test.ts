import { describe, expect, it } from 'vitest';
import type { Incoming } from '../../src/contract/messages';
import { evaluationOf } from '../../src/state/evaluation';
import { type Action, initialState, type MonitorState, reduce } from '../../src/state/monitor';
import { inScope } from '../../src/state/scope';
import { evaluatorHeartbeat, heartbeatOf, minuteMs, nowMs, problem, problemOf, resolved, stats, status } from '../messages';

const secondMs = 1000;
const message = (incoming: Incoming, receivedAtMs = nowMs): Action => ({ type: 'message', incoming, receivedAtMs });
const opened = (atMs = nowMs): Action => ({ type: 'opened', atMs });
const settled: Action = { type: 'settled' };
const stateAfter = (state: MonitorState, ...actions: readonly Action[]): MonitorState => actions.reduce(reduce, state);
const evaluation = (state: MonitorState, atMs = nowMs) => evaluationOf(state, [...state.sources.values()], atMs);
const heardAt = (atMs: number, sequence = 2) => message(evaluatorHeartbeat({ sequence, observedAtMs: atMs }), atMs);

const own = { source: '_monitor', kind: 'history-paused', pipelineId: null, pipelineName: null, executionId: null };
const daemon = [message(status()), message(heartbeatOf())];
const connected = stateAfter(initialState, opened(), ...daemon, message(evaluatorHeartbeat()));

describe('evaluationOf', () => {
  it('goes on while the evaluator is heard and every daemon has been evaluated', () => {
    expect(evaluation(connected)).toEqual({ kind: 'evaluating' });
    expect(evaluation(connected, nowMs + 15 * secondMs)).toEqual({ kind: 'evaluating' });
  });

  it('has not begun for a daemon that was not evaluated yet, which need not be in scope', () => {
    const second = { source: 'second', evaluatedAtMs: null };
    const state = stateAfter(connected, message(status({ source: 'second' })), message(heartbeatOf(second)));

    expect(evaluation(state)).toEqual({ kind: 'not-yet' });
    expect(evaluationOf(state, inScope(state, 'default'), nowMs)).toEqual({ kind: 'evaluating' });
    expect(evaluation(stateAfter(state, message(heartbeatOf({ ...second, sequence: 2, evaluatedAtMs: nowMs }))))).toEqual({
      kind: 'evaluating',
    });
  });

  it('keeps that a daemon was evaluated where a later heartbeat does not say so again', () => {
    expect(evaluation(stateAfter(connected, message(heartbeatOf({ sequence: 2, evaluatedAtMs: null }))))).toEqual({
      kind: 'evaluating',
    });
  });

  it('has stopped when the evaluator has not been heard for more than 15 s, by the hub’s clock', () => {
    expect(evaluation(connected, nowMs + 15_001)).toEqual({ kind: 'stopped', sinceMs: nowMs });
  });

  it('goes on again with the next heartbeat', () => {
    const state = stateAfter(connected, heardAt(nowMs + minuteMs));

    expect(evaluation(state, nowMs + minuteMs)).toEqual({ kind: 'evaluating' });
  });

  it('takes a heartbeat as heard when it comes, whatever the evaluator’s clock says', () => {
    const behind = message(evaluatorHeartbeat({ sequence: 2, observedAtMs: nowMs - minuteMs }), nowMs + 10 * secondMs);

    expect(evaluation(stateAfter(connected, behind), nowMs + 20 * secondMs)).toEqual({ kind: 'evaluating' });
  });

  it('takes that of a first state as old as it is', () => {
    const old = message(evaluatorHeartbeat({ observedAtMs: nowMs - minuteMs }));

    expect(evaluation(stateAfter(initialState, opened(), ...daemon, old))).toEqual({
      kind: 'stopped',
      sinceMs: nowMs - minuteMs,
    });
  });

  it('waits 15 s for the first heartbeat of a hub, which may have no evaluator', () => {
    const state = stateAfter(initialState, opened(), ...daemon);

    expect(evaluation(state, nowMs + 15 * secondMs)).toEqual({ kind: 'not-yet' });
    expect(evaluation(state, nowMs + 15_001)).toEqual({ kind: 'stopped', sinceMs: null });
  });

  it('waits from the first message on, before which the hub’s clock is not known', () => {
    const state = stateAfter(initialState, opened(nowMs - 60 * minuteMs), ...daemon);

    expect(evaluation(state)).toEqual({ kind: 'not-yet' });
  });

  it('is not held to have stopped while a new connection may still bring the heartbeat', () => {
    const laterMs = nowMs + minuteMs;
    const state = stateAfter(connected, opened(laterMs), message(status({ sequence: 9 }), laterMs));

    expect(evaluation(state, laterMs + 15 * secondMs)).toEqual({ kind: 'evaluating' });
    expect(evaluation(state, laterMs + 15_001)).toEqual({ kind: 'stopped', sinceMs: nowMs });
  });

  it('is not held to have stopped while nobody is connected', () => {
    const connection = { kind: 'retrying', sinceMs: nowMs, attempt: 1 } as const;

    expect(evaluation(stateAfter(connected, { type: 'connection', connection }), nowMs + minuteMs).kind).toBe('evaluating');
  });
});

describe('the source of the monitor itself', () => {
  it('is never a daemon', () => {
    const state = stateAfter(
      connected,
      message(problem(problemOf(own))),
      message(stats({ source: '_monitor' })),
      message(status({ source: '_monitor' })),
      settled,
    );

    expect([...state.sources.keys()]).toEqual(['default']);
    expect([...state.arriving.keys(), ...state.confirmed]).toEqual(['default']);
    expect([...state.evaluator.problems.values.keys()]).toEqual(['problem-1']);
  });

  it('has its problems with its heartbeat, and not before', () => {
    const arriving = stateAfter(initialState, opened(), ...daemon, message(problem(problemOf(own))));

    expect(arriving.evaluator.problems.values.size).toBe(0);
    expect(stateAfter(arriving, message(evaluatorHeartbeat())).evaluator.problems.values.size).toBe(1);
  });

  it('drops a problem that is over, and late messages of it', () => {
    const state = stateAfter(
      connected,
      message(problem(problemOf({ ...own, sequence: 3 }))),
      message(resolved('problem-1', { source: '_monitor', sequence: 5, resolvedAtMs: nowMs - 1 })),
      message(problem(problemOf({ ...own, sequence: 4 }))),
    );

    expect(state.evaluator.problems.values.size).toBe(0);
    expect(state.evaluator.clear).toEqual({ sinceMs: nowMs - 1, isAtLeast: false });
  });

  it('is replaced whole by a new connection', () => {
    const state = stateAfter(connected, message(problem(problemOf(own))), opened());

    expect(state.evaluator.problems.values.size).toBe(1);
    expect(stateAfter(state, message(evaluatorHeartbeat())).evaluator.problems.values.size).toBe(0);
  });

  it('is gone with a new connection that has settled without it', () => {
    const state = stateAfter(connected, message(problem(problemOf(own))), opened(), ...daemon, settled);

    expect(state.evaluator).toMatchObject({ heardAtMs: null, clear: null });
    expect(state.evaluator.problems.values.size).toBe(0);
  });

  it('stays the same object where a message brings nothing new', () => {
    const state = stateAfter(connected, message(problem(problemOf({ ...own, sequence: 3 }))));

    expect(stateAfter(state, message(problem(problemOf({ ...own, sequence: 3 }))))).toBe(state);
  });

  it('has been clear at least since evaluation went on, after it had stopped', () => {
    const on = stateAfter(connected, heardAt(nowMs + 5 * secondMs), heardAt(nowMs + 10 * secondMs, 3));
    const again = stateAfter(connected, heardAt(nowMs + minuteMs));

    expect(on.evaluator.clear).toEqual({ sinceMs: nowMs, isAtLeast: true });
    expect(again.evaluator.clear).toEqual({ sinceMs: nowMs + minuteMs, isAtLeast: true });
  });
});

describe('the series', () => {
  it('has no figures of late runs while nothing is evaluated', () => {
    const laterMs = nowMs + minuteMs;
    const state = stateAfter(connected, message(stats({ sequence: 2, observedAtMs: laterMs }), laterMs));

    expect(state.sources.get('default')?.series.at(-1)).toMatchObject({ cpu: 12.5, running: 0, late: null });
  });
});
