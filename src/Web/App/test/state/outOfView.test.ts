import { describe, expect, it } from 'vitest';
import type { ExecutionData, Incoming } from '../../src/contract/messages';
import { lanes } from '../../src/state/lanes';
import { initialState, reduce } from '../../src/state/monitor';
import { knownRuns } from '../../src/state/outOfView';
import { newSource, take } from '../../src/state/source';
import type { SourceView } from '../../src/state/sourceView';
import { rowsOf } from '../../src/state/table';
import { completeView, endedRun, executionOf, heartbeatOf, hourMs, minuteMs, nowMs, removed, run, status } from '../messages';

const limit = 3;
const nightly = { pipelineId: 'nightly', pipelineName: 'Nightly' };
const startedAtMs = nowMs - 6 * hourMs;
const running = executionOf({ ...nightly, id: 'night', status: 'running', startedAtMs });
const failed = endedRun('night', nowMs, { ...nightly, status: 'failed', startedAtMs, sequence: 2 });

/** Runs of another pipeline, the newest of which started the given minutes ago. */
const others = (fromMinute = 1): readonly ExecutionData[] =>
  [0, 1, 2].map((place) => endedRun(`other-${fromMinute}-${place}`, nowMs - (fromMinute + place) * minuteMs, {}, 1));

const then = (view: SourceView, ...incoming: readonly Incoming[]): SourceView =>
  incoming.reduce((held, one) => take(held, one, nowMs), view);

/** A full view beside which a long run goes on that began before all of it. */
const before = completeView(status({ sequence: 2, executionLimit: limit }), ...[...others(), running].map(run));

/** A new connection after the one of `held`, which sends some runs. */
const reconnected = (held: SourceView, ...runs: readonly ExecutionData[]): SourceView =>
  then(newSource('default', held), status({ executionLimit: limit }), ...runs.map(run), heartbeatOf());

const ids = (view: SourceView) => [...knownRuns(view).keys()].sort();

describe('a long run that newer ones have put out of view', () => {
  it('keeps its lane and its row, with the runs in view as they were', () => {
    const view = then(before, run(failed));

    const window = { fromMs: nowMs - hourMs, toMs: nowMs };
    expect(lanes([view], window, nowMs, 0).map(({ pipeline, bars }) => [pipeline.name, bars.length])).toContainEqual([
      'Nightly',
      1,
    ]);
    expect(rowsOf(view).map(({ execution }) => execution.id)).toContain('night');
    expect(view.executions.size).toBe(limit);
  });

  it('goes once all in view began after its end', () => {
    const later = (from: number) =>
      [0, 1, 2].map((place) => endedRun(`later-${from + place}`, nowMs + (from + place) * minuteMs, {}, 1));
    const still = then(before, run(failed), ...later(0).slice(1).map(run));
    const gone = then(still, ...later(10).map(run));

    expect([ids(still).includes('night'), ids(gone).includes('night')]).toEqual([true, false]);
  });

  it('goes where the daemon says that it has it no more', () => {
    expect(ids(then(before, run(failed), removed('night', { sequence: 3 })))).not.toContain('night');
  });

  it('goes, running, where the daemon says so, and is not kept as running for ever', () => {
    expect(ids(then(before, removed('night', { sequence: 3 })))).not.toContain('night');
  });

  it('goes where everything that the daemon has is in view, as after it has lost its memory', () => {
    const gone = others().map(({ id }) => removed(id, { sequence: 9 }));

    expect(ids(then(before, run(failed), ...gone))).toEqual([]);
    expect(ids(reconnected(then(before, run(failed)), ...others().slice(1)))).toHaveLength(2);
  });

  it('is kept over a new connection, which does not send it', () => {
    expect(ids(reconnected(then(before, run(failed)), ...others()))).toContain('night');
  });

  it('is kept while the hub has not yet heard of the daemon again', () => {
    const connecting = then(newSource('default', then(before, run(failed))), status({ state: 'connecting' }), heartbeatOf());

    expect(ids(then(connecting, status({ sequence: 2, executionLimit: limit }), ...others().map(run)))).toContain('night');
  });

  it('that would be in view if the daemon still had it is not kept over a new connection', () => {
    const view = reconnected(then(before, run(failed)), ...others().slice(1), endedRun('old', nowMs - 9 * hourMs));

    expect(ids(view)).toEqual(['old', 'other-1-1', 'other-1-2']);
  });

  it('is not shown as running where it ran when the connection was lost and is not in view after it', () => {
    expect(ids(reconnected(before, ...others(20)))).not.toContain('night');
  });

  it('is known once, though it is said again', () => {
    expect(ids(then(before, run(failed), run({ ...failed, sequence: 3 }))).filter((id) => id === 'night')).toEqual(['night']);
  });

  it('is one of three hundred at most, the newest', () => {
    const past = Array.from({ length: 400 }, (_, place) =>
      endedRun(`past-${place}`, nowMs, { pipelineId: `p${place}` }, 3600 + place),
    );
    const view = completeView(status({ sequence: 2, executionLimit: limit }), ...[...others(), ...past].map(run));

    expect(view.outOfView.size).toBe(300);
    expect(ids(view)).toContain('past-0');
    expect(ids(view)).not.toContain('past-399');
  });
});

describe('knownRuns', () => {
  it('are the same object as long as none changes', () => {
    const view = then(before, run(failed));

    const known = knownRuns(view);
    expect(knownRuns(then(view, heartbeatOf({ sequence: 3 })))).toBe(known);
    expect(knownRuns(before)).toBe(before.executions);
  });

  it('come back with the page’s own daemon after a loss of the connection', () => {
    const actions = [status({ sequence: 2, executionLimit: limit }), ...[...others(), running, failed].map(run), heartbeatOf()];
    const opened = reduce(initialState, { type: 'opened', atMs: nowMs });
    const state = actions.reduce((held, incoming) => reduce(held, { type: 'message', incoming, receivedAtMs: nowMs }), opened);

    expect([...(state.sources.get('default')?.outOfView.keys() ?? [])]).toEqual(['night']);
  });
});
