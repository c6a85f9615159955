import { describe, expect, it } from 'vitest';
import { meeting, signals, toldBy } from '../../../src/app/signals/signals';
import type { Incoming, Problem } from '../../../src/contract/messages';
import { type EvaluatorView, newEvaluator, takeFromEvaluator } from '../../../src/state/evaluator';
import { initialState, type MonitorState } from '../../../src/state/monitor';
import { newSource, take } from '../../../src/state/source';
import type { SourceView } from '../../../src/state/sourceView';
import {
  completeView,
  evaluatorHeartbeat,
  heartbeatOf,
  hourMs,
  nowMs,
  problem,
  problemOf,
  resolved,
  status,
  unhealthyOf,
  unreachableOf,
  viewOf,
} from '../../messages';

const stateOf = (...views: readonly SourceView[]): MonitorState => ({
  ...initialState,
  connection: { kind: 'open', sinceMs: 0 },
  sources: new Map(views.map((view) => [view.name, view])),
});

const then = (view: SourceView, ...incoming: readonly Incoming[]) =>
  incoming.reduce((before, one) => take(before, one, nowMs), view);

const between = (before: SourceView, after: SourceView) => signals(toldBy(stateOf(before)), stateOf(after));
const opened = (one: Problem) => ({ kind: 'opened', problem: one });
const back = (one: Problem) => ({ kind: 'back', problem: one });

describe('signals', () => {
  it('tells of a problem that opened', () => {
    const before = completeView(problem(unhealthyOf()));

    expect(between(before, then(before, problem()))).toEqual([opened(problemOf())]);
  });

  it('tells of one that opened while the connection was lost, once everything is there again', () => {
    const before = completeView(problem(unhealthyOf()));

    expect(between(before, completeView(problem(unhealthyOf()), problem()))).toEqual([opened(problemOf())]);
  });

  it('does not tell again of one that changed, was resolved, or is no longer part of another', () => {
    const before = completeView(problem(problemOf({ partOf: 'other' })));

    expect(between(before, then(before, problem(problemOf({ sequence: 2, count: 2 }))))).toEqual([]);
    expect(between(before, then(before, resolved('problem-1')))).toEqual([]);
  });

  it('does not tell again of one that an evaluator without memory opened under another id', () => {
    const before = completeView(problem(), problem(unhealthyOf()));
    const restarted = completeView(
      problem(problemOf({ id: 'again-1' })),
      problem(unhealthyOf({ id: 'again-2', sinceMs: nowMs, sinceAtLeast: true })),
    );

    expect(between(before, restarted)).toEqual([]);
  });

  it('tells of one that opened again after it was over', () => {
    const again = problemOf({ id: 'again', sinceMs: nowMs });

    expect(between(completeView(problem()), completeView(problem(again)))).toEqual([opened(again)]);
  });

  it('tells of neither what is part of another problem nor what is silenced', () => {
    const part = problem(problemOf({ partOf: 'problem-down' }));
    const silenced = problem(unhealthyOf({ silencedUntilMs: nowMs + hourMs }));

    expect(between(completeView(), completeView(part, silenced))).toEqual([]);
  });

  it('does not tell what the first state of a daemon says, nor its first evaluation', () => {
    const after = completeView(problem());
    const unjudged = viewOf(status(), problem(), heartbeatOf({ evaluatedAtMs: null }));

    expect(signals(toldBy(stateOf()), stateOf(after))).toEqual([]);
    expect(between(newSource('default'), after)).toEqual([]);
    expect(between(viewOf(status(), heartbeatOf({ evaluatedAtMs: null })), after)).toEqual([]);
    expect(between(completeView(), unjudged)).toEqual([]);
  });

  it('tells nothing where nothing changed', () => {
    const state = stateOf(completeView(problem()));

    expect(signals(toldBy(state), state)).toEqual([]);
    expect(signals(toldBy(state), { ...state, sources: new Map(state.sources) })).toEqual([]);
  });

  it('tells of a daemon that cannot be reached and that is back', () => {
    const live = completeView();
    const down = then(live, status({ state: 'down', sequence: 2 }), problem(unreachableOf()));
    const liveAgain = then(down, status({ sequence: 3 }), resolved('problem-down'));

    expect(between(live, down)).toEqual([opened(unreachableOf())]);
    expect(between(down, liveAgain)).toEqual([back(unreachableOf())]);
    expect(between(liveAgain, then(liveAgain, status({ sequence: 4 })))).toEqual([]);
  });

  it('does not tell that a daemon is back which cannot be reached for another reason now', () => {
    const down = completeView(status({ state: 'down', sequence: 2 }), problem(unreachableOf()));
    const other = unreachableOf({ id: 'other', sinceMs: nowMs });

    expect(between(down, completeView(status({ state: 'down', sequence: 2 }), problem(other)))).toEqual([opened(other)]);
  });

  it('tells over a restart of the hub that a daemon is back, and what opened meanwhile', () => {
    const down = completeView(status({ state: 'down', sequence: 2 }), problem(unreachableOf()));
    const connecting = completeView(status({ state: 'connecting', epoch: 2 }));
    const unjudged = viewOf(status({ epoch: 2, sequence: 2 }), heartbeatOf({ evaluatedAtMs: null }));
    const live = completeView(status({ epoch: 2, sequence: 2 }), problem());

    const told = [connecting, unjudged].reduce((held, view) => toldBy(stateOf(view), held), toldBy(stateOf(down)));

    expect(signals(toldBy(stateOf(down)), stateOf(connecting))).toEqual([]);
    expect(signals(told, stateOf(live))).toEqual([back(unreachableOf()), opened(problemOf())]);
  });

  it('tells nothing of a daemon that was gone in between', () => {
    const down = completeView(problem(unreachableOf()));

    expect(signals(toldBy(stateOf(), toldBy(stateOf(down))), stateOf(completeView()))).toEqual([]);
  });

  it('tells of the monitor’s own problems, but not of those of its first state', () => {
    const own = problemOf({ source: '_monitor', kind: 'history-paused' });
    const of = (...incoming: readonly Incoming[]): MonitorState => ({
      ...stateOf(),
      evaluator: incoming.reduce((held: EvaluatorView, one) => takeFromEvaluator(held, one, nowMs), newEvaluator()),
    });
    const clear = of(evaluatorHeartbeat());
    const paused = of(evaluatorHeartbeat(), problem(own));

    expect(signals(toldBy(clear), paused)).toEqual([opened(own)]);
    expect(signals(toldBy(of()), paused)).toEqual([]);
    expect(toldBy(of(), toldBy(paused)).get('_monitor')?.size).toBe(1);
  });
});

describe('meeting', () => {
  it('knows a daemon from its first state on', () => {
    const first = completeView();

    const told = meeting(new Map(), stateOf(first));

    expect(signals(told, stateOf(then(first, problem())))).toHaveLength(1);
  });

  it('leaves what is known as it was, so that nothing goes untold', () => {
    const known = toldBy(stateOf(completeView()));
    const failed = completeView(problem());

    expect(meeting(known, stateOf(failed))).toBe(known);
    expect(signals(meeting(known, stateOf(failed, { ...completeView(), name: 'other' })), stateOf(failed))).toHaveLength(1);
  });
});
