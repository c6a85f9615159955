import { describe, expect, it } from 'vitest';
import type { ExecutionData, Incoming } from '../../src/contract/messages';
import { clearSince, problemsOf } from '../../src/state/attention';
import { lanes } from '../../src/state/lanes';
import { initialState, reduce } from '../../src/state/monitor';
import { knownRuns } from '../../src/state/outOfView';
import { outcomes } from '../../src/state/runs';
import { newSource, take } from '../../src/state/source';
import type { SourceView } from '../../src/state/sourceView';
import { rowsOf } from '../../src/state/table';
import { completeView, endedRun, executionOf, heartbeatOf, hourMs, minuteMs, nowMs, removed, run, status } from '../messages';

const limit = 3;
const nightly = { pipelineId: 'nightly', pipelineName: 'Nightly' };
const startedAtMs = nowMs - 6 * hourMs;
const running = executionOf({ ...nightly, id: 'night', status: 'running', startedAtMs });
const failed = endedRun('night', nowMs, { ...nightly, status: 'failed', startedAtMs, sequence: 2 });
const good = { ...failed, status: 'success' } as const;

/** Runs of another pipeline, the newest of which started the given minutes ago. */
const others = (fromMinute = 1): readonly ExecutionData[] =>
  [0, 1, 2].map((place) => endedRun(`other-${fromMinute}-${place}`, nowMs - (fromMinute + place) * minuteMs, {}, 1));

const then = (view: SourceView, ...incoming: readonly Incoming[]): SourceView =>
  incoming.reduce((held, one) => take(held, one, nowMs), view);

/** A full view beside which a long run goes on that began before all of it. */
const before = completeView(status({ sequence: 2, executionLimit: limit }), ...[...others(), running].map(run));

/** A new connection after the one of `held`, which sends some runs. */
const reconnected = (held: SourceView, ...runs: readonly ExecutionData[]): SourceView =>
  then(newSource('default', nowMs, held), status({ executionLimit: limit }), ...runs.map(run), heartbeatOf());

const ids = (view: SourceView) => [...knownRuns(view).keys()].sort();
const failing = (view: SourceView) => problemsOf(view, nowMs).filter(({ kind }) => kind === 'failing');

describe('a long run that newer ones have put out of view', () => {
  it('still needs somebody once it failed, with the runs in view as they were', () => {
    const view = then(before, run(failed));

    expect(view.executions.size).toBe(limit);
    expect(failing(view)).toMatchObject([{ pipeline: { name: 'Nightly' }, execution: { id: 'night', status: 'failed' } }]);
  });

  it('keeps its lane and its row, and counts as failed', () => {
    const view = then(before, run(failed));

    const window = { fromMs: nowMs - hourMs, toMs: nowMs };
    expect(lanes([view], window, nowMs, 0).map(({ pipeline, bars }) => [pipeline.name, bars.length])).toContainEqual([
      'Nightly',
      1,
    ]);
    expect(rowsOf(view).map(({ execution }) => execution.id)).toContain('night');
    expect(outcomes(view, nowMs)).toMatchObject({ failed: 1, succeeded: 3 });
  });

  it('stays until a newer run of its pipeline was good', () => {
    const later = [10, 20, 30].map((minutes) => endedRun(`later-${minutes}`, nowMs + minutes * minuteMs, {}, 1));
    const still = then(before, run(failed), ...later.map(run));
    const again = then(still, run(endedRun('night-2', nowMs + hourMs, nightly)));
    const twice = then(again, run(endedRun('night-3', nowMs + 2 * hourMs, nightly)));

    expect(failing(still)).toHaveLength(1);
    expect(failing(again)).toEqual([]);
    expect([ids(again).includes('night'), ids(twice).includes('night')]).toEqual([true, false]);
  });

  it('is the last good run of its pipeline where it was good', () => {
    const later = [10, 20, 30].map((minutes) => endedRun(`later-${minutes}`, nowMs + minutes * minuteMs, {}, 1));
    const view = then(
      before,
      run(good),
      ...later.map(run),
      run(endedRun('night-2', nowMs + hourMs, { ...nightly, status: 'failed' })),
    );

    expect(failing(view)).toMatchObject([{ inARow: 1, mayBeMore: false, isOpenEnded: false, lastGoodMs: nowMs }]);
  });

  it('ends what was wrong when it ended, though it was good', () => {
    const bad = endedRun('bad', nowMs - 7 * hourMs, { ...nightly, status: 'failed' });
    const view = then(
      completeView(status({ sequence: 2, executionLimit: 4 }), ...[...others(), running, bad].map(run)),
      run(good),
    );

    expect(clearSince(then(view, status({ sequence: 3, executionLimit: limit })))).toMatchObject({ sinceMs: nowMs });
  });

  it('says since when its pipeline fails, and that it may have failed more often than is known', () => {
    const first = endedRun('first', nowMs - 9 * hourMs, { ...nightly, status: 'failed' });
    const last = endedRun('last', nowMs - 12 * hourMs, nightly);
    const view = completeView(
      status({ sequence: 2, executionLimit: limit }),
      ...[last, first, ...others(), failed].map(run),
      run(endedRun('next', nowMs + minuteMs, { ...nightly, status: 'failed' })),
    );

    expect(failing(view)).toMatchObject([{ sinceMs: nowMs - 9 * hourMs, inARow: 3, mayBeMore: true, isOpenEnded: false }]);
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
    expect(failing(reconnected(then(before, run(failed)), ...others()))).toHaveLength(1);
  });

  it('is kept while the hub has not yet heard of the daemon again', () => {
    const connecting = then(
      newSource('default', nowMs, then(before, run(failed))),
      status({ state: 'connecting' }),
      heartbeatOf(),
    );

    expect(failing(then(connecting, status({ sequence: 2, executionLimit: limit }), ...others().map(run)))).toHaveLength(1);
  });

  it('that would be in view if the daemon still had it is not kept over a new connection', () => {
    const view = reconnected(then(before, run(failed)), ...others().slice(1), endedRun('old', nowMs - 9 * hourMs));

    expect(ids(view)).toEqual(['old', 'other-1-1', 'other-1-2']);
  });

  it('is asked for where it ran when the connection was lost and is not in view after it', () => {
    const view = reconnected(before, ...others(20));

    expect(view.lost).toEqual(['night']);
    expect(ids(view)).not.toContain('night');
  });

  it('is known once, though it is said again', () => {
    expect(ids(then(before, run(failed), run({ ...failed, sequence: 3 }))).filter((id) => id === 'night')).toEqual(['night']);
  });

  it('is one of three hundred at most, failures before others', () => {
    const pipelines = Array.from({ length: 400 }, (_, place) =>
      endedRun(`past-${place}`, nowMs - hourMs - place * minuteMs, {
        pipelineId: `p${place}`,
        status: place < 399 ? 'success' : 'failed',
      }),
    );
    const view = completeView(status({ sequence: 2, executionLimit: limit }), ...[...others(), ...pipelines].map(run));

    expect(view.outOfView.size).toBe(300);
    expect(failing(view)).toHaveLength(1);
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
