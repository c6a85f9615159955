import { describe, expect, it } from 'vitest';
import type { Incoming } from '../../../src/contract/messages';
import { combinedNow, combinedOver } from '../../../src/pages/dashboards/model/figureValue';
import { hasPipeline, matching, missingOf, narrowedTo } from '../../../src/pages/dashboards/model/subjects';
import { historyOf } from '../../histories';
import { completeView, execution, nowMs, pipeline, problem, problemOf, stats, status } from '../../messages';

const named = (source: string, ...messages: readonly Incoming[]) => ({ ...completeView(...messages), name: source });

describe('what a widget is about', () => {
  const views = [named('prod-a'), named('prod-b'), named('test')];

  it.each([
    [[], ['prod-a', 'prod-b', 'test']],
    [['prod-*'], ['prod-a', 'prod-b']],
    [
      ['PROD-?', 'test'],
      ['prod-a', 'prod-b', 'test'],
    ],
    [['gone'], []],
  ])('%j means the daemons that fit now', (patterns, expected) => {
    expect(matching(views, patterns).map(({ name }) => name)).toEqual(expected);
  });

  it('names the patterns that fit nothing', () => {
    expect(missingOf(views, ['prod-*', 'gone', 'lost-?'])).toEqual(['gone', 'lost-?']);
  });

  it('is a part of a daemon where pipelines are named, and the same part for as long as nothing changes', () => {
    const view = completeView(
      execution({ id: 'r1', pipelineId: 'orders' }),
      execution({ id: 'r2', pipelineId: 'other', pipelineName: 'Other' }),
      pipeline({ id: 'orders' }),
      pipeline({ id: 'other', name: 'Other' }),
      problem(problemOf({ id: 'p1', pipelineId: 'other', pipelineName: 'Other' })),
    );

    const narrowed = narrowedTo(view, ['ord*']);

    expect([[...narrowed.executions.keys()], [...narrowed.pipelines.values.keys()], narrowed.problems.values.size]).toEqual([
      ['r1'],
      ['orders'],
      0,
    ]);
    expect(narrowedTo(view, ['ord*'])).toBe(narrowed);
    expect(narrowedTo({ ...view, delayMs: 3 }, ['ord*']).executions).toBe(narrowed.executions);
    expect([hasPipeline(view, ['Other']), hasPipeline(view, ['nothing'])]).toEqual([true, false]);
  });
});

describe('a figure of several daemons', () => {
  const a = named('a', status(), stats({ cpuUsage: 20, activePipelines: 2, successRate: 90 }));
  const b = named('b', status(), stats({ cpuUsage: 60, activePipelines: 3, successRate: 99 }));
  const silent = named('silent');

  it('is the worst of what does not add up, with its daemon', () => {
    expect(combinedNow([a, b], 'cpuUsage', nowMs, true)).toMatchObject({ value: 60, name: 'b', isDim: false });
    expect(combinedNow([a, b], 'successRate', nowMs, true)).toMatchObject({ value: 90, name: 'a' });
  });

  it('is the sum of counts, and says of how many daemons', () => {
    expect(combinedNow([a, b, silent], 'activePipelines', nowMs, true)).toMatchObject({ value: 5, name: null, count: 2 });
  });

  it('is not known if no daemon ever told, and not 0', () => {
    expect(combinedNow([silent], 'activePipelines', nowMs, true)).toMatchObject({ value: null, count: 0, isDim: true });
    expect(combinedOver([], 'cpuUsage', 'mean', { fromMs: 0, toMs: nowMs })).toMatchObject({ value: null, count: 0 });
  });

  it('is dimmed without the hub', () => {
    expect(combinedNow([a], 'cpuUsage', nowMs, false).isDim).toBe(true);
  });

  it('over a time is told with how much of it was watched', () => {
    const history = historyOf();
    const combined = combinedOver([history], 'cpuUsage', 'max', { fromMs: history.fromMs, toMs: history.toMs });

    expect(combined).toMatchObject({ value: 100, name: 'default', seenPercent: 75 });
  });
});
