import { describe, expect, it } from 'vitest';
import { pipelines } from '../../src/state/runs';
import type { SourceView } from '../../src/state/sourceView';
import { byTrouble, inOrder } from '../../src/state/troubleOrder';
import { completeView, endedRun, executionOf, hourMs, minuteMs, nowMs, problem, problemOf, run, stuckOf } from '../messages';

const ended = (id: string, agoMs: number) => run(endedRun(id, nowMs - agoMs, { pipelineId: id, pipelineName: id }));
const runs = (id: string) =>
  run(executionOf({ id, pipelineId: id, pipelineName: id, status: 'running', startedAtMs: nowMs - 2 * hourMs }));
const view = completeView(
  ended('a-old', hourMs),
  ended('b-new', minuteMs),
  runs('c-runs'),
  runs('d-stuck'),
  ended('e-fails', 3 * hourMs),
  problem(stuckOf({ id: 's', pipelineId: 'd-stuck' })),
  problem(problemOf({ id: 'f', pipelineId: 'e-fails' })),
);
const all = (of: SourceView) => pipelines(of).map((pipeline) => ({ pipeline }));
const names = (list: ReturnType<typeof all>) => list.map(({ pipeline }) => pipeline.name);

describe('byTrouble', () => {
  it('has what is in trouble first, then what runs, then the newest', () => {
    expect(names([...byTrouble(all(view), [view])])).toEqual(['e-fails', 'd-stuck', 'c-runs', 'b-new', 'a-old']);
  });

  it('leaves what is alike in the order given', () => {
    const twins = completeView(ended('x', hourMs), ended('y', hourMs), ended('z', hourMs));

    expect(names([...byTrouble(all(twins), [twins])])).toEqual(['x', 'y', 'z']);
  });
});

describe('inOrder', () => {
  it('keeps the order that was shown, with new ones last', () => {
    expect(names([...inOrder(all(view), ['default/c-runs', 'default/a-old', 'default/gone'])])).toEqual([
      'c-runs',
      'a-old',
      'b-new',
      'd-stuck',
      'e-fails',
    ]);
  });
});
