import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { homeRoute } from '../../../src/app/route';
import { Executions } from '../../../src/pages/dashboard/executions/Executions';
import { take } from '../../../src/state/source';
import {
  completeView,
  endedRun,
  executionOf,
  failedFeed,
  minuteMs,
  nowMs,
  pipeline,
  problem,
  problemOf,
  run,
  statusOf,
  stuckOf,
} from '../../messages';
import { Staged, sceneOf } from '../../staged';

// A slow machine draws slowly.
vi.setConfig({ testTimeout: 60_000 });

const view = completeView(
  run(endedRun('1', nowMs - 3 * minuteMs, { pipelineName: 'Orders', metadata: new Map([['sample', 'true']]) }, 40)),
  run(endedRun('2', nowMs - 2 * minuteMs, { pipelineName: 'Stock', pipelineId: 'stock', status: 'failed' }, 10)),
  run(executionOf({ id: '3', pipelineName: 'Web', pipelineId: 'web', status: 'running', startedAtMs: nowMs - minuteMs })),
);

const drawn = (scene = sceneOf([view])) => {
  const result = render(
    <Staged scene={scene}>
      <Executions />
    </Staged>,
  );
  return { ...result, scene };
};

const rows = () => screen.getAllByRole('row').slice(1);
const names = () => rows().map((row) => within(row).getByRole('link').textContent);

afterEach(cleanup);

describe('Executions', () => {
  it('lists the newest first, with status in words and samples marked', () => {
    drawn();

    expect(names()).toEqual(['Web', 'Stock', 'Orders']);
    expect(rows()[1]?.textContent).toContain('Failed');
    expect(rows()[2]?.textContent).toContain('sample');
    expect(rows()[0]?.textContent).not.toContain('sample');
  });

  it('gives a number of rows its unit, and an unknown one none', () => {
    const known = run(endedRun('4', nowMs - minuteMs, { pipelineName: 'Known', pipelineId: 'known', recordsProcessed: 12 }, 10));
    const unknown = run(endedRun('5', nowMs - 2 * minuteMs, { pipelineName: 'Unknown', pipelineId: 'unknown' }, 10));

    const { container } = drawn(sceneOf([completeView(known, unknown)]));

    expect([...container.querySelectorAll('.col-rows.figures')].map((cell) => cell.textContent)).toEqual(['12 rows', 'n/a']);
  });

  it('marks a run that an open problem calls slow or stuck, and no other, however long it took', () => {
    const problems = [
      problem(stuckOf({ id: 'a', kind: 'slow', executionId: '3' })),
      problem(stuckOf({ id: 'b', executionId: '1' })),
      problem(problemOf({ executionId: '2' })),
    ];
    const usual = ['orders', 'stock', 'web'].map((id) => pipeline({ id, usualSeconds: 10 }));
    drawn(sceneOf([[...usual, ...problems].reduce((held, one) => take(held, one, nowMs), view)]));

    const marks = rows().map((row) => row.querySelector('.pace-over'));
    expect(marks.map((mark) => mark?.textContent)).toEqual(['×6.0', undefined, '×4.0']);
    expect(marks.map((mark) => mark?.getAttribute('title'))).toEqual([
      'Far longer than usual',
      undefined,
      'Nothing of it has moved for long',
    ]);
    expect(rows().map((row) => row.querySelector('.pace')?.classList.contains('is-over'))).toEqual([true, false, true]);
    expect(rows()[1]?.textContent).toContain('usual 10 s');
  });

  it('sorts by a column and says so', () => {
    drawn();

    fireEvent.click(screen.getByRole('button', { name: 'Pipeline' }));

    expect(names()).toEqual(['Orders', 'Stock', 'Web']);
    expect(screen.getByRole('columnheader', { name: 'Pipeline' }).getAttribute('aria-sort')).toBe('ascending');
    expect(screen.getByRole('columnheader', { name: 'Start' }).getAttribute('aria-sort')).toBe('none');
  });

  it('shows what the address says, and puts there what is chosen', () => {
    const { scene } = drawn(sceneOf([view], { route: { ...homeRoute, query: 'daemon=d&order=pipeline' } }));
    expect(names()).toEqual(['Orders', 'Stock', 'Web']);

    fireEvent.click(screen.getByRole('button', { name: /^Pipeline/ }));
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'or' } });

    expect(names()).toEqual(['Orders']);
    expect(vi.mocked(scene.actions.navigate).mock.calls).toEqual([
      [{ query: 'daemon=d&order=-pipeline' }, 'push'],
      [{ query: 'daemon=d&order=-pipeline&named=or' }, 'replace'],
    ]);
  });

  it('filters by status and by name, and back', () => {
    drawn();

    fireEvent.click(screen.getByRole('button', { name: /^Failed/ }));
    expect(names()).toEqual(['Stock']);
    fireEvent.click(screen.getByRole('button', { name: /^All/ }));
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'ord' } });
    expect(names()).toEqual(['Orders']);
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'nothing of that name' } });
    fireEvent.click(screen.getByRole('button', { name: 'Show everything' }));

    expect(names()).toHaveLength(3);
  });

  it('counts by status what has the name that is looked for', () => {
    drawn();
    const counts = () => [...document.querySelectorAll('.chips .chip')].map((chip) => chip.textContent?.trim());
    expect(counts()).toEqual(['All 3', 'Failed 1', 'Running 1', 'Success 1']);

    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'st' } });
    expect(counts()).toEqual(['All 1', 'Failed 1', 'Running 0', 'Success 0']);
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'nothing of that name' } });

    expect(counts()).toEqual(['All 0', 'Failed 0', 'Running 0', 'Success 0']);
  });

  it('is one tab stop, and moves by arrows, Home and End', () => {
    drawn();
    const stops = () => rows().map((row) => row.tabIndex);
    expect(stops()).toEqual([0, -1, -1]);
    rows()[0]?.focus();

    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(rows()[1]);
    expect(stops()).toEqual([-1, 0, -1]);
    fireEvent.keyDown(document.activeElement as Element, { key: 'End' });
    expect(document.activeElement).toBe(rows()[2]);
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(rows()[2]);
    fireEvent.keyDown(document.activeElement as Element, { key: 'Home' });
    expect(document.activeElement).toBe(rows()[0]);
  });

  it('opens a run by Enter and by click', () => {
    const { scene } = drawn();

    fireEvent.keyDown(rows()[1] as Element, { key: 'Enter' });
    fireEvent.click(within(rows()[2] as HTMLElement).getByText('Orders'));

    expect(scene.actions.navigate).toHaveBeenNthCalledWith(1, { run: { source: 'default', id: '2' } });
    expect(scene.actions.navigate).toHaveBeenNthCalledWith(2, { run: { source: 'default', id: '1' } });
  });

  it('leaves a click with Ctrl to the browser, which opens the address elsewhere', () => {
    const { scene } = drawn();
    const link = within(rows()[0] as HTMLElement).getByRole('link');

    fireEvent.click(link, { ctrlKey: true });

    expect(scene.actions.navigate).not.toHaveBeenCalled();
    expect(link.getAttribute('href')).toBe('/?run=default%2F3');
  });

  it('reads running times as at least, and dims, while nothing confirms them', () => {
    drawn(sceneOf([view], { isConnected: false, nowMs: nowMs + 10 * minuteMs }));

    expect(rows()[0]?.textContent).toContain('≥ 1 m 0 s');
    expect(rows().every((row) => row.classList.contains('is-dim'))).toBe(true);
  });

  it('dims by a failing feed of executions too, though the daemon answers', () => {
    const ok = statusOf().feeds.stats;
    const failing = take(
      view,
      {
        kind: 'status',
        message: statusOf({
          sequence: 2,
          state: 'degraded',
          feeds: { stats: ok, health: ok, executions: failedFeed('not implemented') },
        }),
      },
      nowMs,
    );

    drawn(sceneOf([failing]));

    expect(rows()[0]?.classList.contains('is-dim')).toBe(true);
  });

  it('counts a running run on as time passes, and no other', () => {
    const { rerender } = drawn();
    const texts = () => rows().map((row) => row.querySelector('.pace-took')?.textContent);
    expect(texts()).toEqual(['1 m 0 s', '10 s', '40 s']);

    rerender(
      <Staged scene={sceneOf([view], { nowMs: nowMs + 2000 })}>
        <Executions />
      </Staged>,
    );

    expect(texts()).toEqual(['1 m 2 s', '10 s', '40 s']);
  });

  it('shows 25 at first and all when asked', () => {
    const many = completeView(...Array.from({ length: 40 }, (_, place) => run(endedRun(`r${place}`, nowMs - place * minuteMs))));
    drawn(sceneOf([many]));
    expect(rows()).toHaveLength(25);

    fireEvent.click(screen.getByRole('button', { name: 'Show all 40' }));

    expect(rows()).toHaveLength(40);
  });

  it('names the daemon only where several are in scope', () => {
    drawn();
    expect(screen.queryByRole('columnheader', { name: 'Daemon' })).toBeNull();
    cleanup();

    drawn(sceneOf([view, { ...completeView(), name: 'other' }]));

    expect(screen.getByRole('columnheader', { name: 'Daemon' })).toBeTruthy();
  });
});
