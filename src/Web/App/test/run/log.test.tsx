import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import type { Scene } from '../../src/app/scene';
import { FakeRunLink } from '../fakeRuns';
import { nowMs } from '../messages';
import { actionsOf } from '../staged';
import { drawn, page, stagedDrawer } from './drawerStage';

const stage = stagedDrawer();

describe('the log', () => {
  /** The drawer, once it has asked for the log: that part of it is loaded when it is needed. */
  const opened = async (scene: Scene) => {
    const result = await drawn(scene);
    await waitFor(() => expect(stage.hub.streams).not.toHaveLength(0), { timeout: 30_000 });
    return result;
  };
  const arrive = async (...messages: readonly string[]) => {
    await act(async () => {
      for (const message of messages) {
        stage.hub.stream.onLine({ timestampMs: nowMs, level: message.startsWith('bad') ? 'ERROR' : 'info', message });
      }
      await new Promise((resolve) => requestAnimationFrame(() => resolve(undefined)));
    });
  };
  const shown = () => [...document.querySelectorAll('.log-text')].map((line) => line.textContent);
  const foot = () => document.querySelector('.log-foot')?.textContent ?? '';

  it('opens with the last 500 lines, and follows only what runs', async () => {
    await opened(stage.sceneWith('3'));
    expect(stage.hub.stream).toMatchObject({ source: 'default', id: '3', tailLines: 500, follow: true });
    cleanup();

    await opened(stage.sceneWith('2'));

    expect(stage.hub.stream).toMatchObject({ id: '2', follow: false });
    expect(stage.hub.streams[0]?.end).toHaveBeenCalledTimes(1);
  });

  it('says that there may be earlier lines, and loads all when asked', async () => {
    await opened(stage.sceneWith('2'));
    await arrive(...Array.from({ length: 500 }, (_, place) => `line ${place}`));
    await act(() => stage.hub.stream.onEnd());
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'long ago' } });
    expect(foot()).toContain('the last 500 lines');
    expect(document.querySelector('.log-found')?.textContent).toBe('not found in the last 500');

    fireEvent.click(screen.getByRole('button', { name: 'Load all' }));
    await waitFor(() => expect(stage.hub.streams).toHaveLength(2), { timeout: 30_000 });
    expect(stage.hub.stream).toMatchObject({ tailLines: 0, follow: false });
    await arrive(...Array.from({ length: 600 }, (_, place) => `line ${place}`));

    expect(foot()).toContain('600 lines');
    expect(screen.queryByRole('button', { name: 'Load all' })).toBeNull();
    expect(document.querySelector('.log-found')?.textContent).toBe('not found');
  });

  it('loads all over a new connection where the one before was lost before the first line', async () => {
    const { rerender } = await opened(stage.sceneWith('3'));
    await comes(Array.from({ length: 500 }, (_, second) => second));
    fireEvent.click(screen.getByRole('button', { name: 'Load all' }));
    await waitFor(() => expect(stage.hub.streams).toHaveLength(2), { timeout: 30_000 });
    rerender(page(stage.sceneWith('3', { isConnected: false, actions: actionsOf(null) })));

    stage.hub = new FakeRunLink();
    rerender(page(stage.sceneWith('3')));
    await waitFor(() => expect(stage.hub.streams).toHaveLength(1), { timeout: 30_000 });

    expect(stage.hub.stream).toMatchObject({ tailLines: 0 });
  });

  it('shows lines as text, once each, and says when it ended', async () => {
    await opened(stage.sceneWith('3'));

    await arrive('one', '<b>two</b>');
    await act(() => stage.hub.stream.onEnd());

    expect(shown()).toEqual(['one', '<b>two</b>']);
    expect(foot()).toContain('Log ended');
  });

  it('says why it failed, and is loaded again when asked', async () => {
    await opened(stage.sceneWith('3'));
    await arrive('one');
    await act(() => stage.hub.stream.onError('StreamLogs is not implemented by this daemon.'));
    expect(foot()).toContain('StreamLogs is not implemented by this daemon.');

    fireEvent.click(screen.getByRole('button', { name: 'Load again' }));
    await waitFor(() => expect(stage.hub.streams).toHaveLength(2), { timeout: 30_000 });
    await arrive('anew');

    expect(shown()).toEqual(['anew']);
  });

  it('waits while paused, and catches up', async () => {
    await opened(stage.sceneWith('3'));
    await arrive('one');
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));

    await arrive('two', 'three');
    expect(shown()).toEqual(['one']);
    expect(foot()).toContain('2 lines waiting');
    fireEvent.click(screen.getByRole('button', { name: 'Resume' }));

    await waitFor(() => expect(shown()).toEqual(['one', 'two', 'three']), { timeout: 30_000 });
    expect(stage.hub.streams).toHaveLength(1);
  });

  it('lets go of the pull when too much waits, and pulls again when resumed', async () => {
    await opened(stage.sceneWith('3'));
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));

    await arrive(...Array.from({ length: 1001 }, (_, place) => `line ${place}`));
    await waitFor(() => expect(stage.hub.stream.end).toHaveBeenCalledTimes(1), { timeout: 30_000 });
    expect(foot()).toContain('≥ 1,000 lines waiting');
    fireEvent.click(screen.getByRole('button', { name: 'Resume' }));

    await waitFor(() => expect(stage.hub.streams).toHaveLength(2), { timeout: 30_000 });
  });

  it('is pulled again over a new connection, without lines twice', async () => {
    const first = stage.hub;
    const { rerender } = await opened(stage.sceneWith('3'));
    await arrive('one', 'two');
    first.isOpen = false;
    await act(() => first.stream.onError('Invocation canceled due to the underlying connection being closed.'));
    expect(foot()).toContain('Waiting for the hub');
    rerender(page(stage.sceneWith('3', { isConnected: false, actions: actionsOf(null) })));

    stage.hub = new FakeRunLink();
    rerender(page(stage.sceneWith('3')));
    await waitFor(() => expect(stage.hub.streams).toHaveLength(1), { timeout: 30_000 });
    expect(shown()).toEqual(['one', 'two']);
    await arrive('one', 'two', 'three');

    expect(shown()).toEqual(['one', 'two', 'three']);
  });

  const comes = async (seconds: readonly number[]) => {
    await act(async () => {
      for (const second of seconds) {
        stage.hub.stream.onLine({ timestampMs: nowMs + second * 1000, level: 'info', message: `working ${second}` });
      }
      await new Promise((resolve) => requestAnimationFrame(() => resolve(undefined)));
    });
  };

  it('continues over a new connection where it stopped, with the lines and what was found in place', async () => {
    const first = stage.hub;
    const { rerender } = await opened(stage.sceneWith('3'));
    await comes([1, 2, 2]);
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'working 1' } });
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Enter' });
    const found = document.querySelector('.log-line.is-current');
    first.isOpen = false;
    await act(() => first.stream.onError('Invocation canceled due to the underlying connection being closed.'));
    rerender(page(stage.sceneWith('3', { isConnected: false, actions: actionsOf(null) })));

    stage.hub = new FakeRunLink();
    rerender(page(stage.sceneWith('3')));
    await waitFor(() => expect(stage.hub.streams).toHaveLength(1), { timeout: 30_000 });
    expect(foot()).toContain('Reconnecting to the log…');
    await comes([0, 1, 2, 2, 2, 3]);

    expect(shown()).toEqual(['working 1', 'working 2', 'working 2', 'working 2', 'working 3']);
    expect(document.querySelector('.log-line.is-current')).toBe(found);
    expect(foot()).toContain('Live');
  });

  it('keeps what waits while paused over a new connection', async () => {
    const { rerender } = await opened(stage.sceneWith('3'));
    await comes([1, 2]);
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    await comes([3]);
    rerender(page(stage.sceneWith('3', { isConnected: false, actions: actionsOf(null) })));

    stage.hub = new FakeRunLink();
    rerender(page(stage.sceneWith('3')));
    await waitFor(() => expect(stage.hub.streams).toHaveLength(1), { timeout: 30_000 });
    await comes([1, 2, 3, 4]);
    fireEvent.click(screen.getByRole('button', { name: 'Resume' }));

    await waitFor(() => expect(shown()).toEqual([1, 2, 3, 4].map((second) => `working ${second}`)), { timeout: 30_000 });
  });

  it('tries again by itself where the log cannot be had for now, and says why', async () => {
    await opened(stage.sceneWith('3'));
    await comes([1, 2]);

    await act(() => stage.hub.stream.onUnavailable?.('Daemon default is down.'));
    await waitFor(() => expect(stage.hub.streams).toHaveLength(2), { timeout: 30_000 });
    await comes([1, 2, 3]);

    expect(shown()).toEqual(['working 1', 'working 2', 'working 3']);
  });

  it('finds, says which of how many, and marks', async () => {
    await opened(stage.sceneWith('3'));
    await arrive('rows: 1', 'none', 'ROWS: 2');
    const search = screen.getByRole('searchbox');
    fireEvent.input(search, { target: { value: 'rows' } });
    expect(document.querySelector('.log-found')?.textContent).toBe('0 of 2');

    fireEvent.keyDown(search, { key: 'Enter' });
    expect(document.querySelector('.log-found')?.textContent).toBe('1 of 2');
    fireEvent.keyDown(search, { key: 'Enter', shiftKey: true });

    expect(document.querySelector('.log-found')?.textContent).toBe('2 of 2');
    expect(document.querySelector('.log-line.is-current')?.textContent).toContain('ROWS: 2');
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['rows', 'ROWS']);
  });

  it('filters by level', async () => {
    await opened(stage.sceneWith('3'));
    await arrive('good', 'bad');

    fireEvent.change(screen.getByRole('combobox', { name: 'Least level' }), { target: { value: 'error' } });

    expect(shown()).toEqual(['bad']);
  });

  it('takes the focus from a button that goes once it is pressed', async () => {
    await opened(stage.sceneWith('2'));
    const box = screen.getByRole('log');
    const press = (name: string) => {
      screen.getByRole('button', { name }).focus();
      fireEvent.click(screen.getByRole('button', { name }));
    };
    await arrive(...Array.from({ length: 500 }, (_, place) => `line ${place}`));
    await act(() => stage.hub.stream.onEnd());

    press('Load all');
    await waitFor(() => expect(stage.hub.streams).toHaveLength(2), { timeout: 30_000 });
    expect(document.activeElement).toBe(box);
    await act(() => stage.hub.stream.onError('No such run.'));
    press('Load again');
    await waitFor(() => expect(stage.hub.streams).toHaveLength(3), { timeout: 30_000 });
    expect(document.activeElement).toBe(box);
    screen.getByRole('button', { name: 'Pause' }).focus();
    await act(() => stage.hub.stream.onEnd());

    expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull();
    expect(document.activeElement).toBe(box);
  });

  it('leaves the focus with the button that pauses', async () => {
    await opened(stage.sceneWith('3'));
    screen.getByRole('button', { name: 'Pause' }).focus();

    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));

    await waitFor(() => expect(document.activeElement?.textContent?.trim()).toBe('Resume'));
  });

  it('leaves the focus with the button that goes to what was found, where nothing is found any more', async () => {
    await opened(stage.sceneWith('3'));
    await arrive('good', 'bad');
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'good' } });
    const next = await screen.findByRole('button', { name: 'Next match' });
    next.focus();

    fireEvent.change(screen.getByRole('combobox', { name: 'Least level' }), { target: { value: 'error' } });

    await waitFor(() => expect(next.getAttribute('aria-disabled')).toBe('true'));
    expect(next.hasAttribute('disabled')).toBe(false);
    expect(document.activeElement).toBe(next);
  });

  it('leaves the focus with the button that downloads it, which is off meanwhile', async () => {
    await opened(stage.sceneWith('3'));
    const download = screen.getByRole('button', { name: 'Download the whole log' });
    download.focus();

    fireEvent.click(download);

    await waitFor(() => expect(download.getAttribute('aria-disabled')).toBe('true'));
    expect(download.hasAttribute('disabled')).toBe(false);
    expect(document.activeElement).toBe(download);
    fireEvent.click(download);
    expect(stage.hub.streams).toHaveLength(2);
  });

  it('says in its own words that a download broke off with the connection, and in the hub’s why it was refused', async () => {
    const scene = stage.sceneWith('3');
    await opened(scene);
    const download = async (why: string) => {
      fireEvent.click(screen.getByRole('button', { name: 'Download the whole log' }));
      await act(async () => stage.hub.stream.onError(why));
    };

    await download('No such run.');
    stage.hub.isOpen = false;
    await download('Invocation canceled due to the underlying connection being closed.');

    expect(scene.actions.say).toHaveBeenNthCalledWith(1, 'No such run.', 'failed');
    expect(scene.actions.say).toHaveBeenNthCalledWith(
      2,
      expect.stringMatching(/^The connection to the hub was lost.*\(Invocation canceled/),
      'failed',
    );
  });

  it('is downloaded whole', async () => {
    const saved: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      saved.push(file as Blob);
      return 'blob:log';
    });
    await opened(stage.sceneWith('3'));

    fireEvent.click(screen.getByRole('button', { name: 'Download the whole log' }));
    expect(stage.hub.stream).toMatchObject({ tailLines: 0, follow: false });
    await act(() => {
      stage.hub.stream.onLine({ timestampMs: nowMs, level: 'info', message: 'one' });
      stage.hub.stream.onLine({ timestampMs: null, level: null, message: 'two' });
      stage.hub.stream.onEnd();
    });

    await waitFor(() => expect(saved).toHaveLength(1), { timeout: 30_000 });
    expect(await saved[0]?.text()).toBe('2026-01-02T12:00:00.000Z info one\ntwo\n');
  });
});
