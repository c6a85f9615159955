import { describe, expect, it } from 'vitest';
import { pipelinesWithPast } from '../../src/state/pastLanes';
import { pipelines } from '../../src/state/runs';
import { completeView, endedRun, minuteMs, nowMs, run } from '../messages';
import { pastRun } from '../runs';

const view = completeView(run(endedRun('new', nowMs - minuteMs)));

describe('pipelinesWithPast', () => {
  it('adds what is not pushed, newest first, and keeps what is', () => {
    const past = [pastRun('new', { status: 'unknown' }), pastRun('older', { startedAtMs: nowMs - 60 * minuteMs })];

    const [orders] = pipelinesWithPast(view, past);

    expect(orders?.runs.map(({ id, status }) => [id, status])).toEqual([
      ['new', 'success'],
      ['older', 'success'],
    ]);
  });

  it('leaves out other daemons, and what history saw running that nobody tells any more', () => {
    const past = [pastRun('else', { source: 'south' }), pastRun('lost', { status: 'running' })];

    expect(pipelinesWithPast(view, past)).toBe(pipelines(view));
  });

  it('has a pipeline of which nothing is pushed any more', () => {
    const past = [pastRun('gone', { pipelineId: 'leads', pipelineName: 'Leads' })];

    expect(pipelinesWithPast(view, past).map(({ name }) => name)).toEqual(['Leads', 'Orders to warehouse']);
  });

  it('is the same for as long as nothing changes, so that nothing is laid out again', () => {
    const past = [pastRun('older', { startedAtMs: nowMs - 60 * minuteMs }), pastRun('gone', { pipelineId: 'leads' })];

    const [one, other] = pipelinesWithPast(view, past);

    expect(pipelinesWithPast(view, past)[0]).toBe(one);
    expect(pipelinesWithPast(view, past)[1]).toBe(other);
  });
});
