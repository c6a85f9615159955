import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RunDrawer } from '../../src/view/run/RunDrawer';
import type { Scene } from '../../src/view/scene';
import { completeView, endedRun, executionOf, failedFeed, minuteMs, nowMs, run, statusOf } from '../messages';
import { FakeRunLink } from './fakeRuns';
import { actionsOf, Staged, sceneOf } from './staged';

// A slow machine draws slowly.
vi.setConfig({ testTimeout: 60_000 });

const failed = endedRun('2', nowMs - minuteMs, {
  status: 'failed',
  errorMessage: 'first\nsecond',
  metadata: new Map([['tap', 'csv']]),
});
const before = endedRun('1', nowMs - 9 * minuteMs);
const running = executionOf({ id: '3', status: 'running', progress: 40, recordsProcessed: 7 });
const view = completeView(run(failed), run(before), run(running));

let hub: FakeRunLink;

const sceneWith = (id: string | null, change: Partial<Scene> = {}): Scene =>
  sceneOf([view], {
    route: { source: null, run: id === null ? null : { source: 'default', id }, kiosk: false },
    actions: actionsOf(hub.link),
    ...change,
  });

const page = (scene: Scene) => (
  <Staged scene={scene}>
    <button type="button">elsewhere</button>
    <RunDrawer />
  </Staged>
);

const drawn = async (scene: Scene) => {
  const result = render(page(scene));
  await screen.findByRole('dialog', {}, { timeout: 30_000 });
  return result;
};

beforeEach(() => {
  hub = new FakeRunLink();
  hub.getExecution.mockRejectedValue(new Error('not asked for here'));
});
afterEach(cleanup);

describe('RunDrawer', () => {
  it('is there only while the address names a run', () => {
    render(page(sceneWith(null)));

    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('tells everything known of a run', async () => {
    await drawn(sceneWith('2'));

    const text = screen.getByRole('dialog').textContent ?? '';
    for (const told of ['Orders to warehouse', 'Failed', '1 m 0 s', 'orders', 'default', 'first', 'second', 'tap', 'csv']) {
      expect(text).toContain(told);
    }
    expect(hub.getExecution).not.toHaveBeenCalled();
  });

  it('takes the focus, and gives it back when it closes', async () => {
    const { rerender } = render(page(sceneWith(null)));
    const elsewhere = screen.getByText('elsewhere');
    elsewhere.focus();

    rerender(page(sceneWith('2')));
    const drawer = await screen.findByRole('dialog', {}, { timeout: 30_000 });
    await waitFor(() => expect(document.activeElement).toBe(drawer));
    rerender(page(sceneWith(null)));

    await waitFor(() => expect(document.activeElement).toBe(elsewhere));
  });

  it('closes by Escape and by its button', async () => {
    const scene = sceneWith('2');
    await drawn(scene);

    fireEvent.keyDown(document.body, { key: 'Escape' });
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));

    expect(scene.actions.navigate).toHaveBeenNthCalledWith(1, { run: null });
    expect(scene.actions.navigate).toHaveBeenNthCalledWith(2, { run: null });
  });

  it('keeps open when Escape empties its search', async () => {
    const scene = sceneWith('2');
    await drawn(scene);
    const search = screen.getByRole('searchbox');
    fireEvent.input(search, { target: { value: 'x' } });

    fireEvent.keyDown(search, { key: 'Escape' });

    expect((search as HTMLInputElement).value).toBe('');
    expect(scene.actions.navigate).not.toHaveBeenCalled();
  });

  it('leads to the runs before and after of the same pipeline', async () => {
    const scene = sceneWith('2');
    await drawn(scene);

    fireEvent.click(screen.getByRole('button', { name: 'Previous run' }));
    fireEvent.click(screen.getByRole('button', { name: 'Next run' }));

    expect(scene.actions.navigate).toHaveBeenNthCalledWith(1, { run: { source: 'default', id: '1' } });
    expect(scene.actions.navigate).toHaveBeenNthCalledWith(2, { run: { source: 'default', id: '3' } });
  });

  it('says how far a running run is', async () => {
    await drawn(sceneWith('3'));

    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('40');
    expect(screen.getByRole('dialog').textContent).toContain('40.0 %');
  });
});

describe('a run that is not in view', () => {
  it('is asked for', async () => {
    hub.getExecution.mockResolvedValue(endedRun('old', nowMs - 1e9, { pipelineName: 'Long ago' }));

    await drawn(sceneWith('old'));

    await screen.findByText('Long ago', {}, { timeout: 30_000 });
    expect(hub.getExecution).toHaveBeenCalledExactlyOnceWith('default', 'old');
  });

  it.each([
    ['pending', true],
    ['running', true],
    ['success', false],
  ] as const)('and is %s is confirmed only where it has ended, as nothing of it is pushed', async (status, isDim) => {
    hub.getExecution.mockResolvedValue(executionOf({ id: 'old', pipelineName: 'Long ago', status }));

    await drawn(sceneWith('old'));
    await screen.findByText('Long ago', {}, { timeout: 30_000 });

    expect(screen.queryByText('unconfirmed') !== null).toBe(isDim);
  });

  it('and is unknown says so in the words of the hub', async () => {
    hub.getExecution.mockRejectedValue(new Error("HubException: Daemon 'default' has no execution 'x'."));

    await drawn(sceneWith('x'));

    expect((await screen.findByRole('alert', {}, { timeout: 30_000 })).textContent).toBe(
      "Daemon 'default' has no execution 'x'.",
    );
    expect(hub.streams).toHaveLength(0);
  });

  it('after it was removed stays as it was last', async () => {
    const { rerender } = await drawn(sceneWith('2'));
    hub.getExecution.mockRejectedValue(new Error('gone'));

    const without = completeView(run(before));
    rerender(page(sceneWith('2', { views: [without], state: sceneOf([without]).state })));

    expect((await screen.findByRole('alert', {}, { timeout: 30_000 })).textContent).toBe('gone');
    expect(screen.getByRole('dialog').textContent).toContain('second');
    expect(screen.getByText('unconfirmed')).toBeTruthy();
  });
});

describe('an error that was cut', () => {
  it('is asked for whole', async () => {
    const cut = { ...failed, errorMessage: `${'x'.repeat(4095)}…` };
    hub.getExecution.mockResolvedValue({ ...cut, errorMessage: `${'x'.repeat(5000)} the end` });
    const cutView = completeView(run(cut));

    await drawn(sceneWith('2', { views: [cutView], state: sceneOf([cutView]).state }));

    await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain('the end'), { timeout: 30_000 });
    expect(hub.getExecution).toHaveBeenCalledTimes(1);
  });
});

describe('cancelling', () => {
  const viewer = (scene: Scene): Scene => ({
    ...scene,
    state: { ...scene.state, account: { email: 'v@example.com', roles: ['viewer'] } },
  });

  it('is asked once more before it is done', async () => {
    hub.cancelExecution.mockResolvedValue();
    await drawn(sceneWith('3'));

    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(hub.cancelExecution).not.toHaveBeenCalled();
    const yes = screen.getByRole('button', { name: 'Yes, stop it' });
    await waitFor(() => expect(document.activeElement).toBe(yes));
    fireEvent.click(yes);

    expect(hub.cancelExecution).toHaveBeenCalledExactlyOnceWith('default', '3');
    await screen.findByRole('button', { name: 'Cancelling…' }, { timeout: 30_000 });
  });

  it('is taken back by Escape, which does not close the drawer', async () => {
    const scene = sceneWith('3');
    await drawn(scene);
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));

    fireEvent.keyDown(screen.getByRole('button', { name: 'No' }), { key: 'Escape' });

    expect(screen.getByRole('button', { name: 'Cancel' })).toBeTruthy();
    expect(scene.actions.navigate).not.toHaveBeenCalled();
  });

  it('that is refused says why, and can be tried again', async () => {
    hub.cancelExecution.mockRejectedValue(new Error('HubException: It has ended already.'));
    const scene = sceneWith('3');
    await drawn(scene);
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    fireEvent.click(screen.getByRole('button', { name: 'Yes, stop it' }));

    await screen.findByRole('button', { name: 'Cancel' }, { timeout: 30_000 });

    expect(scene.actions.say).toHaveBeenCalledWith('It has ended already.', 'failed');
  });

  it('can be asked for again where the run goes on', async () => {
    hub.cancelExecution.mockResolvedValue();
    await drawn(sceneWith('3'));
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    vi.useFakeTimers();
    const pass = (ms: number) =>
      act(async () => {
        await vi.advanceTimersByTimeAsync(ms);
      });
    fireEvent.click(screen.getByRole('button', { name: 'Yes, stop it' }));

    await pass(1000);
    expect(screen.getByRole('button', { name: 'Cancelling…' }).getAttribute('aria-disabled')).toBe('true');
    await pass(15_000);
    vi.useRealTimers();

    expect(screen.getByRole('button', { name: 'Cancel' })).toBeTruthy();
  });

  it('is not for viewers, nor for what has ended', async () => {
    await drawn(viewer(sceneWith('3')));
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Run again' })).toBeNull();
    cleanup();

    await drawn(sceneWith('2'));
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  });

  it.each<[string, Partial<Scene>]>([
    ['without a connection', { isConnected: false }],
    ['while the feed of executions fails', degraded()],
  ])('is off, and everything dimmed, %s', async (_, change) => {
    await drawn(sceneWith('3', change));

    const cancel = screen.getByRole('button', { name: 'Cancel' });
    expect(cancel.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(cancel);
    expect(screen.queryByRole('button', { name: 'Yes, stop it' })).toBeNull();
    expect(within(screen.getByRole('dialog')).getByText('unconfirmed')).toBeTruthy();
  });
});

function degraded(): Partial<Scene> {
  const { feeds } = statusOf();
  const bad = { ...view, status: statusOf({ state: 'degraded', feeds: { ...feeds, executions: failedFeed('no') } }) };
  return { views: [bad], state: sceneOf([bad]).state };
}

describe('the log', () => {
  const arrive = async (...messages: readonly string[]) => {
    await act(async () => {
      for (const message of messages) {
        hub.stream.onLine({ timestampMs: nowMs, level: message.startsWith('bad') ? 'ERROR' : 'info', message });
      }
      await new Promise((resolve) => requestAnimationFrame(() => resolve(undefined)));
    });
  };
  const shown = () => [...document.querySelectorAll('.log-text')].map((line) => line.textContent);
  const foot = () => document.querySelector('.log-foot')?.textContent ?? '';

  it('opens with the last 500 lines, and follows only what runs', async () => {
    await drawn(sceneWith('3'));
    expect(hub.stream).toMatchObject({ source: 'default', id: '3', tailLines: 500, follow: true });
    cleanup();

    await drawn(sceneWith('2'));

    expect(hub.stream).toMatchObject({ id: '2', follow: false });
    expect(hub.streams[0]?.end).toHaveBeenCalledTimes(1);
  });

  it('says that there may be earlier lines, and loads all when asked', async () => {
    await drawn(sceneWith('2'));
    await arrive(...Array.from({ length: 500 }, (_, place) => `line ${place}`));
    await act(() => hub.stream.onEnd());
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'long ago' } });
    expect(foot()).toContain('the last 500 lines');
    expect(document.querySelector('.log-found')?.textContent).toBe('not found in the last 500');

    fireEvent.click(screen.getByRole('button', { name: 'Load all' }));
    await waitFor(() => expect(hub.streams).toHaveLength(2), { timeout: 30_000 });
    expect(hub.stream).toMatchObject({ tailLines: 0, follow: false });
    await arrive(...Array.from({ length: 600 }, (_, place) => `line ${place}`));

    expect(foot()).toContain('600 lines');
    expect(screen.queryByRole('button', { name: 'Load all' })).toBeNull();
    expect(document.querySelector('.log-found')?.textContent).toBe('not found');
  });

  it('shows lines as text, once each, and says when it ended', async () => {
    await drawn(sceneWith('3'));

    await arrive('one', '<b>two</b>');
    await act(() => hub.stream.onEnd());

    expect(shown()).toEqual(['one', '<b>two</b>']);
    expect(foot()).toContain('Log ended');
  });

  it('says why it failed, and is loaded again when asked', async () => {
    await drawn(sceneWith('3'));
    await arrive('one');
    await act(() => hub.stream.onError('StreamLogs is not implemented by this daemon.'));
    expect(foot()).toContain('StreamLogs is not implemented by this daemon.');

    fireEvent.click(screen.getByRole('button', { name: 'Load again' }));
    await waitFor(() => expect(hub.streams).toHaveLength(2), { timeout: 30_000 });
    await arrive('anew');

    expect(shown()).toEqual(['anew']);
  });

  it('waits while paused, and catches up', async () => {
    await drawn(sceneWith('3'));
    await arrive('one');
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));

    await arrive('two', 'three');
    expect(shown()).toEqual(['one']);
    expect(foot()).toContain('2 lines waiting');
    fireEvent.click(screen.getByRole('button', { name: 'Resume' }));

    await waitFor(() => expect(shown()).toEqual(['one', 'two', 'three']), { timeout: 30_000 });
    expect(hub.streams).toHaveLength(1);
  });

  it('lets go of the pull when too much waits, and pulls anew when resumed', async () => {
    await drawn(sceneWith('3'));
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));

    await arrive(...Array.from({ length: 1001 }, (_, place) => `line ${place}`));
    await waitFor(() => expect(hub.stream.end).toHaveBeenCalledTimes(1), { timeout: 30_000 });
    expect(foot()).toContain('≥ 1,000 lines waiting');
    fireEvent.click(screen.getByRole('button', { name: 'Resume' }));

    await waitFor(() => expect(hub.streams).toHaveLength(2), { timeout: 30_000 });
  });

  it('is pulled again over a new connection, without lines twice', async () => {
    const first = hub;
    const { rerender } = await drawn(sceneWith('3'));
    await arrive('one', 'two');
    first.isOpen = false;
    await act(() => first.stream.onError('Invocation canceled due to the underlying connection being closed.'));
    expect(foot()).toContain('Waiting for the hub');
    rerender(page(sceneWith('3', { isConnected: false, actions: actionsOf(null) })));

    hub = new FakeRunLink();
    rerender(page(sceneWith('3')));
    await waitFor(() => expect(hub.streams).toHaveLength(1), { timeout: 30_000 });
    expect(shown()).toEqual(['one', 'two']);
    await arrive('one', 'two', 'three');

    expect(shown()).toEqual(['one', 'two', 'three']);
  });

  it('finds, says which of how many, and marks', async () => {
    await drawn(sceneWith('3'));
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
    await drawn(sceneWith('3'));
    await arrive('good', 'bad');

    fireEvent.change(screen.getByRole('combobox', { name: 'Least level' }), { target: { value: 'error' } });

    expect(shown()).toEqual(['bad']);
  });

  it('says in its own words that a download broke off with the connection, and in the hub’s why it was refused', async () => {
    const scene = sceneWith('3');
    await drawn(scene);
    const download = async (why: string) => {
      fireEvent.click(screen.getByRole('button', { name: 'Download the whole log' }));
      await act(async () => hub.stream.onError(why));
    };

    await download('No such run.');
    hub.isOpen = false;
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
    await drawn(sceneWith('3'));

    fireEvent.click(screen.getByRole('button', { name: 'Download the whole log' }));
    expect(hub.stream).toMatchObject({ tailLines: 0, follow: false });
    await act(() => {
      hub.stream.onLine({ timestampMs: nowMs, level: 'info', message: 'one' });
      hub.stream.onLine({ timestampMs: null, level: null, message: 'two' });
      hub.stream.onEnd();
    });

    await waitFor(() => expect(saved).toHaveLength(1), { timeout: 30_000 });
    expect(await saved[0]?.text()).toBe('2026-01-02T12:00:00.000Z info one\ntwo\n');
  });
});
