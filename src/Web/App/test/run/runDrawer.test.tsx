import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { HubCallError } from '../../src/connection/hubError';
import type { ExecutionData } from '../../src/contract/messages';
import { again, completeView, endedRun, executionOf, nowMs, pipeline, problem, run, stuckOf } from '../messages';
import { sentRun } from '../runs';
import { sceneOf } from '../staged';
import { before, drawn, failed, page, stagedDrawer, view } from './drawerStage';

const stage = stagedDrawer();

describe('RunDrawer', () => {
  it('is there only while the address names a run', () => {
    render(page(stage.sceneWith(null)));

    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('tells everything known of a run', async () => {
    await drawn(stage.sceneWith('2'));

    const text = screen.getByRole('dialog').textContent ?? '';
    for (const told of ['Orders to warehouse', 'Failed', '1 m 0 s', 'orders', 'default', 'first', 'second', 'tap', 'csv']) {
      expect(text).toContain(told);
    }
    expect(stage.hub.getExecution).not.toHaveBeenCalled();
  });

  it('takes the focus, and gives it back when it closes', async () => {
    const { rerender } = render(page(stage.sceneWith(null)));
    const elsewhere = screen.getByText('elsewhere');
    elsewhere.focus();

    rerender(page(stage.sceneWith('2')));
    const drawer = await screen.findByRole('dialog', {}, { timeout: 30_000 });
    await waitFor(() => expect(document.activeElement).toBe(drawer));
    rerender(page(stage.sceneWith(null)));

    await waitFor(() => expect(document.activeElement).toBe(elsewhere));
  });

  it('closes by Escape and by its button', async () => {
    const scene = stage.sceneWith('2');
    await drawn(scene);

    fireEvent.keyDown(document.body, { key: 'Escape' });
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));

    expect(scene.actions.navigate).toHaveBeenNthCalledWith(1, { run: null });
    expect(scene.actions.navigate).toHaveBeenNthCalledWith(2, { run: null });
  });

  it('keeps open when Escape empties its search', async () => {
    const scene = stage.sceneWith('2');
    await drawn(scene);
    const search = screen.getByRole('searchbox');
    fireEvent.input(search, { target: { value: 'x' } });

    fireEvent.keyDown(search, { key: 'Escape' });

    expect((search as HTMLInputElement).value).toBe('');
    expect(scene.actions.navigate).not.toHaveBeenCalledWith({ run: null });
  });

  it('leads to the runs before and after of the same pipeline', async () => {
    const scene = stage.sceneWith('2');
    await drawn(scene);

    fireEvent.click(screen.getByRole('button', { name: 'Previous run' }));
    fireEvent.click(screen.getByRole('button', { name: 'Next run' }));

    expect(scene.actions.navigate).toHaveBeenNthCalledWith(1, { run: { source: 'default', id: '1' } });
    expect(scene.actions.navigate).toHaveBeenNthCalledWith(2, { run: { source: 'default', id: '3' } });
  });

  it('says what is usual, and marks the run that an open problem calls slow', async () => {
    const slow = problem(stuckOf({ kind: 'slow', executionId: '3' }));
    const late = again(view, pipeline({ usualSeconds: 20 }), slow);

    await drawn(stage.sceneWith('3', { views: [late], state: sceneOf([late]).state }));

    expect(screen.getByRole('dialog').querySelector('.pace.is-over')?.textContent).toBe('1 m 0 susual 20 s×3.0');
  });

  it('says how far a running run is', async () => {
    await drawn(stage.sceneWith('3'));

    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('40');
    expect(screen.getByRole('dialog').textContent).toContain('40.0 %');
  });
});

describe('a run that is not in view', () => {
  it('is asked for', async () => {
    stage.hub.getExecution.mockResolvedValue(endedRun('old', nowMs - 1e9, { pipelineName: 'Long ago' }));

    await drawn(stage.sceneWith('old'));

    await screen.findByText('Long ago', {}, { timeout: 30_000 });
    expect(stage.hub.getExecution).toHaveBeenCalledExactlyOnceWith('default', 'old');
  });

  it.each([
    ['pending', true],
    ['running', true],
    ['success', false],
  ] as const)('and is %s is confirmed only where it has ended, as nothing of it is pushed', async (status, isDim) => {
    stage.hub.getExecution.mockResolvedValue(executionOf({ id: 'old', pipelineName: 'Long ago', status }));

    await drawn(stage.sceneWith('old'));
    await screen.findByText('Long ago', {}, { timeout: 30_000 });

    expect(screen.queryByText('unconfirmed') !== null).toBe(isDim);
  });

  it.each([
    [
      'Daemon ‘default’ has no run ‘x’',
      'default',
      '[not-found] ',
      "Daemon 'default': GetExecution failed (there is no execution 'x').",
    ],
    ['There is no daemon ‘south’ here', 'south', '', "There is no daemon 'south'. Known daemons: 'default'."],
    ['This run cannot be shown just now', 'default', '', "Daemon 'default': GetExecution could not be called: NOT_FOUND."],
  ])('and cannot be told says so (%s), why in the words of the hub, and leads back', async (told, source, code, why) => {
    stage.hub.getExecution.mockRejectedValue(new HubCallError(`${code}${why}`));
    const { route, state, ...rest } = stage.sceneWith('x');
    const scene = { ...rest, route: { ...route, run: { source, id: 'x' } }, state: { ...state, hasSettled: true } };
    await drawn(scene);

    const alert = await screen.findByRole('alert', {}, { timeout: 30_000 });
    fireEvent.click(screen.getByRole('button', { name: 'Back to the dashboard' }));

    expect([alert.querySelector('h3')?.textContent, alert.querySelector('.empty-detail')?.textContent]).toEqual([told, why]);
    expect(scene.actions.navigate).toHaveBeenCalledExactlyOnceWith({ run: null });
    expect(document.querySelector('.log')).toBeNull();
  });

  it('and is gone from its daemon is told by history', async () => {
    const past = sentRun('x', { pipelineName: 'Long ago', status: 'failed', errorMessage: 'disk full' });
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ runs: [past], next: null })));
    stage.hub.getExecution.mockRejectedValue(new HubCallError("[not-found] Daemon 'default': there is no execution 'x'."));

    await drawn(stage.sceneWith('x'));

    expect(await screen.findByText('Long ago', {}, { timeout: 30_000 })).toBeTruthy();
    expect(screen.getByRole('dialog').textContent).toContain('disk full');
    expect(screen.queryByText('unconfirmed')).toBeNull();
  });

  it('after it was removed stays as it was last', async () => {
    const { rerender } = await drawn(stage.sceneWith('2'));
    stage.hub.getExecution.mockRejectedValue(new Error('gone'));

    const without = completeView(run(before));
    rerender(page(stage.sceneWith('2', { views: [without], state: sceneOf([without]).state })));

    expect((await screen.findByRole('alert', {}, { timeout: 30_000 })).textContent).toBe('gone');
    expect(screen.getByRole('dialog').textContent).toContain('second');
    expect(screen.getByText('unconfirmed')).toBeTruthy();
  });
});

describe('a run that was asked for, then pushed, and then left the view', () => {
  const late = executionOf({ id: 'late', pipelineName: 'Just begun', status: 'running', startedAtMs: nowMs });
  const sceneOfRuns = (...runs: readonly ExecutionData[]) => {
    const shown = completeView(...runs.map(run));
    return stage.sceneWith('late', { views: [shown], state: sceneOf([shown]).state });
  };

  it.each<[string, ExecutionData]>([
    ['Success', endedRun('late', nowMs, { pipelineName: 'Just begun' })],
    ['Failed', endedRun('late', nowMs, { pipelineName: 'Just begun', status: 'failed', errorMessage: 'x'.repeat(4096) })],
  ])('stays as it was pushed last (%s), and not as it was first answered', async (word, ended) => {
    stage.hub.getExecution.mockResolvedValueOnce(late);
    const { rerender } = await drawn(sceneOfRuns(before));
    await screen.findByText('Running', {}, { timeout: 30_000 });

    stage.hub.getExecution.mockReturnValue(new Promise(() => undefined));
    rerender(page(sceneOfRuns(before, ended)));
    await screen.findByText(word, {}, { timeout: 30_000 });
    stage.hub.getExecution.mockRejectedValue(new Error('gone'));
    rerender(page(sceneOfRuns(before)));

    await screen.findByText('gone', {}, { timeout: 30_000 });
    expect(document.querySelector('.drawer-head')?.textContent).toContain(word);
  });
});

describe('an error that was cut', () => {
  it('is asked for whole', async () => {
    const cut = { ...failed, errorMessage: `${'x'.repeat(4095)}…` };
    stage.hub.getExecution.mockResolvedValue({ ...cut, errorMessage: `${'x'.repeat(5000)} the end` });
    const cutView = completeView(run(cut));

    await drawn(stage.sceneWith('2', { views: [cutView], state: sceneOf([cutView]).state }));

    await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('the end'), { timeout: 30_000 });
    expect(stage.hub.getExecution).toHaveBeenCalledTimes(1);
  });
});
