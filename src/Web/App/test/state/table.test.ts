import { describe, expect, it } from 'vitest';
import { take } from '../../src/state/source';
import { countByStatus, newestQuery, queried, rowsOf, sortedBy, type TableQuery } from '../../src/state/table';
import { completeView, endedRun, executionOf, minuteMs, nowMs, pipeline, problem, resolved, run, stuckOf } from '../messages';

const long = endedRun('long', nowMs - minuteMs, { recordsProcessed: 5, triggeredBy: 'schedule' }, 300);
const short = endedRun('short', nowMs, { status: 'failed', pipelineName: 'Ärzte', pipelineId: 'p2', triggeredBy: 'api' }, 10);
const running = executionOf({ id: 'now', status: 'running', startedAtMs: nowMs - 2 * minuteMs, recordsProcessed: 70 });
const view = completeView(run(long), run(short), run(running));

const idsBy = (change: Partial<TableQuery>): readonly string[] =>
  queried(rowsOf(view), { ...newestQuery, ...change }, nowMs).map(({ execution }) => execution.id);

describe('rowsOf', () => {
  it('keeps a row as it is while another execution changes', () => {
    const next = take(view, run({ ...running, sequence: 2, recordsProcessed: 80 }), nowMs);

    const before = rowsOf(view).find(({ execution }) => execution.id === 'long');
    const after = rowsOf(next).find(({ execution }) => execution.id === 'long');

    expect(after).toBe(before);
    expect(rowsOf(next)).not.toBe(rowsOf(view));
  });

  it('renews the rows of a pipeline when what is usual changes', () => {
    const told = take(view, pipeline({ id: 'p2', usualSeconds: 20 }), nowMs);
    const again = take(told, pipeline({ id: 'p2', usualSeconds: 20, sequence: 2, seenPercent24h: 50 }), nowMs);
    const rowOf = (of: typeof view, id: string) => rowsOf(of).find(({ execution }) => execution.id === id);

    expect([rowOf(view, 'short')?.usualMs, rowOf(told, 'short')?.usualMs]).toEqual([null, 20_000]);
    expect(rowOf(again, 'short')).toBe(rowOf(told, 'short'));
    expect(rowOf(told, 'long')).toBe(rowOf(view, 'long'));
  });

  it('has the problem of the run that is late, as long as that is open', () => {
    const late = take(view, problem(stuckOf({ executionId: 'now' })), nowMs);
    const over = take(late, resolved('problem-stuck'), nowMs);
    const lateIn = (of: typeof view) => rowsOf(of).flatMap((row) => (row.late ? [row.execution.id] : []));

    expect([lateIn(view), lateIn(late), lateIn(over)]).toEqual([[], ['now'], []]);
  });
});

describe('queried', () => {
  it('shows the newest first to begin with', () => {
    expect(idsBy({})).toEqual(['short', 'now', 'long']);
  });

  it('filters by status', () => {
    expect(idsBy({ status: 'failed' })).toEqual(['short']);
  });

  it('finds by name, whatever the case, and by id', () => {
    expect(idsBy({ text: ' ÄRZ ' })).toEqual(['short']);
    expect(idsBy({ text: 'P2' })).toEqual(['short']);
    expect(idsBy({ text: 'now' })).toEqual(['now']);
  });

  it('sorts a running one by what it has taken so far', () => {
    expect(idsBy({ sort: 'duration', descending: true })).toEqual(['long', 'now', 'short']);
    expect(idsBy({ sort: 'duration', descending: false })).toEqual(['short', 'now', 'long']);
  });

  it('puts what is not known last, both ways', () => {
    expect(idsBy({ sort: 'rows', descending: true })).toEqual(['now', 'long', 'short']);
    expect(idsBy({ sort: 'rows', descending: false })).toEqual(['long', 'now', 'short']);
    expect(idsBy({ sort: 'trigger', descending: true }).at(-1)).toBe('now');
  });

  it('puts what needs somebody first by status', () => {
    expect(idsBy({ sort: 'status', descending: false })).toEqual(['short', 'now', 'long']);
  });
});

describe('a run that is late', () => {
  const late = take(view, problem(stuckOf({ executionId: 'now' })), nowMs);
  const idsOf = (change: Partial<TableQuery>) =>
    queried(rowsOf(late), { ...newestQuery, ...change }, nowMs).map(({ execution }) => execution.id);

  it('is found as stuck, as late and as running, and not as slow', () => {
    expect((['stuck', 'late', 'running', 'slow'] as const).map((status) => idsOf({ status }))).toEqual([
      ['now'],
      ['now'],
      ['now'],
      [],
    ]);
    expect(new Map(countByStatus(rowsOf(late))).get('stuck')).toBe(1);
  });

  it('comes after what failed and before what is well', () => {
    expect(idsOf({ sort: 'status', descending: false })).toEqual(['short', 'now', 'long']);
  });
});

describe('sortedBy', () => {
  it('turns the order round on the same column, and begins with the telling end on another', () => {
    expect(sortedBy(newestQuery, 'start')).toMatchObject({ sort: 'start', descending: false });
    expect(sortedBy(newestQuery, 'duration')).toMatchObject({ sort: 'duration', descending: true });
    expect(sortedBy(newestQuery, 'pipeline')).toMatchObject({ sort: 'pipeline', descending: false });
  });
});

describe('countByStatus', () => {
  it('counts what there is', () => {
    expect([...countByStatus(rowsOf(view))].sort()).toEqual([
      ['failed', 1],
      ['running', 1],
      ['success', 1],
    ]);
  });
});
