import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/contract/messages';
import { newEvaluator } from '../../src/state/evaluator';
import { noValues, withValue } from '../../src/state/keyed';
import { lateRuns, problemsOf, worstByPipeline } from '../../src/state/problems';
import {
  again,
  completeView,
  degradedOf,
  nowMs,
  problem,
  problemOf,
  resolved,
  stuckOf,
  unhealthyOf,
  unreachableOf,
} from '../messages';

const none = newEvaluator();
const viewOf = (name: string, ...problems: readonly Problem[]) => ({
  ...completeView(...problems.map((one) => problem({ ...one, id: `${name}/${one.id}`, source: name }))),
  name,
});
const ids = (problems: readonly Problem[]) => problems.map(({ id }) => id);
const down = unreachableOf();

describe('problemsOf', () => {
  it('has the gravest first, in the order of daemons within a kind', () => {
    const east = viewOf('east', stuckOf({ id: 'late' }), problemOf({ id: 'failing' }));
    const west = viewOf('west', problemOf({ id: 'failing' }), unhealthyOf({ id: 'sick' }), degradedOf({ id: 'part' }));

    expect(ids(problemsOf(none, [east, west]))).toEqual(['west/sick', 'west/part', 'east/failing', 'west/failing', 'east/late']);
  });

  it('has the longest of a daemon first', () => {
    const view = viewOf('east', problemOf({ id: 'new', sinceMs: nowMs }), problemOf({ id: 'old', sinceMs: nowMs - 1 }));

    expect(ids(problemsOf(none, [view]))).toEqual(['east/old', 'east/new']);
  });

  it('places kinds that it does not know last, by their severity', () => {
    const view = viewOf(
      'east',
      problemOf({ id: 'info', kind: 'new-info', severity: 'info' }),
      problemOf({ id: 'warning', kind: 'new-warning', severity: 'warning' }),
      stuckOf({ id: 'late' }),
      problemOf({ id: 'critical', kind: 'new-critical' }),
      problemOf({ id: 'failing' }),
    );

    expect(ids(problemsOf(none, [view]))).toEqual(['east/failing', 'east/late', 'east/critical', 'east/warning', 'east/info']);
  });

  it('has those of the monitor itself beside those of any daemon', () => {
    const paused = problemOf({ id: 'paused', source: '_monitor', kind: 'history-paused', pipelineName: null });
    const evaluator = { ...none, problems: withValue(noValues<Problem>(), paused) };

    expect(ids(problemsOf(evaluator, []))).toEqual(['paused']);
  });

  it('leaves out what is part of a problem that is shown', () => {
    const view = completeView(
      problem(degradedOf()),
      problem(unhealthyOf({ partOf: 'problem-degraded' })),
      problem(problemOf({ partOf: 'problem-degraded' })),
    );

    expect(ids(problemsOf(none, [view]))).toEqual(['problem-degraded']);
    expect(ids(problemsOf(none, [again(view, resolved('problem-degraded'))]))).toEqual(['problem-database', 'problem-1']);
  });

  it('keeps of a daemon that cannot be reached what was last known of its pipelines', () => {
    const part = { partOf: down.id, unseenSinceMs: nowMs };
    const view = completeView(
      problem(down),
      problem(degradedOf(part)),
      problem(unhealthyOf(part)),
      problem(problemOf(part)),
      problem(stuckOf(part)),
    );

    expect(ids(problemsOf(none, [view]))).toEqual(['problem-down', 'problem-1', 'problem-stuck']);
  });
});

describe('lateRuns', () => {
  it('are those that a problem calls slow or stuck, by the run', () => {
    const view = completeView(problem(stuckOf()), problem(stuckOf({ id: 'slow', kind: 'slow', executionId: 'r2' })), problem());

    expect([...lateRuns(view)].map(([run, { id }]) => [run, id])).toEqual([
      ['now', 'problem-stuck'],
      ['r2', 'slow'],
    ]);
  });

  it('are the same object as long as no problem changes', () => {
    const view = completeView(problem(stuckOf()));

    const later = { ...view, delayMs: 5 };

    expect(lateRuns(later)).toBe(lateRuns(view));
  });
});

describe('worstByPipeline', () => {
  it('has the gravest problem of each pipeline, and none of what concerns no pipeline', () => {
    const view = completeView(
      problem(stuckOf({ pipelineId: 'orders' })),
      problem(problemOf()),
      problem(stuckOf({ id: 'other' })),
      problem(unhealthyOf()),
    );

    expect([...worstByPipeline(view)].map(([pipeline, { id }]) => [pipeline, id])).toEqual([
      ['orders', 'problem-1'],
      ['stock', 'other'],
    ]);
    const later = { ...view, delayMs: 5 };
    expect(worstByPipeline(later)).toBe(worstByPipeline(view));
  });
});
