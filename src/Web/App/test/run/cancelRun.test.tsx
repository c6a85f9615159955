import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import type { Scene } from '../../src/app/scene';
import { HubCallError } from '../../src/connection/hubError';
import { completeView, endedRun, failedFeed, nowMs, run, statusOf } from '../messages';
import { accountOf, sceneOf } from '../staged';
import { drawn, page, stagedDrawer, view } from './drawerStage';

const stage = stagedDrawer();

describe('cancelling', () => {
  const viewer = (scene: Scene): Scene => ({
    ...scene,
    state: { ...scene.state, account: accountOf('viewer') },
  });

  it('is asked once more before it is done', async () => {
    stage.hub.cancelExecution.mockResolvedValue();
    await drawn(stage.sceneWith('3'));

    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(stage.hub.cancelExecution).not.toHaveBeenCalled();
    const yes = screen.getByRole('button', { name: 'Yes, stop it' });
    await waitFor(() => expect(document.activeElement).toBe(yes));
    fireEvent.click(yes);

    expect(stage.hub.cancelExecution).toHaveBeenCalledExactlyOnceWith('default', '3');
    await screen.findByRole('button', { name: 'Cancelling…' }, { timeout: 30_000 });
  });

  it('is offered without another run, which is off as long as one goes on', async () => {
    await drawn(stage.sceneWith('3'));
    expect(screen.queryByRole('button', { name: 'Run again' })).toBeNull();
    cleanup();

    await drawn(stage.sceneWith('2'));

    expect(screen.getByRole('button', { name: 'Run again' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('is taken back by Escape, which does not close the drawer', async () => {
    const scene = stage.sceneWith('3');
    await drawn(scene);
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));

    fireEvent.keyDown(screen.getByRole('button', { name: 'No' }), { key: 'Escape' });

    expect(screen.getByRole('button', { name: 'Cancel' })).toBeTruthy();
    expect(scene.actions.navigate).not.toHaveBeenCalled();
  });

  it('that is refused says why, and can be tried again', async () => {
    stage.hub.cancelExecution.mockRejectedValue(new HubCallError('It has ended already.'));
    const scene = stage.sceneWith('3');
    await drawn(scene);
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    fireEvent.click(screen.getByRole('button', { name: 'Yes, stop it' }));

    await screen.findByRole('button', { name: 'Cancel' }, { timeout: 30_000 });

    expect(scene.actions.say).toHaveBeenCalledWith('It has ended already.', 'failed');
  });

  it('can be asked for again where the run goes on', async () => {
    stage.hub.cancelExecution.mockResolvedValue();
    await drawn(stage.sceneWith('3'));
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
    await drawn(viewer(stage.sceneWith('3')));
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Run again' })).toBeNull();
    cleanup();

    await drawn(stage.sceneWith('2'));
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
  });

  it.each<[string, Partial<Scene>]>([
    ['without a connection', { isConnected: false }],
    ['while the feed of executions fails', degraded()],
  ])('is off, and everything dimmed, %s', async (_, change) => {
    await drawn(stage.sceneWith('3', change));

    const cancel = screen.getByRole('button', { name: 'Cancel' });
    expect(cancel.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(cancel);
    expect(screen.queryByRole('button', { name: 'Yes, stop it' })).toBeNull();
    expect(within(screen.getByRole('dialog')).getByText('unconfirmed')).toBeTruthy();
  });
});

describe('the focus, while a run is cancelled', () => {
  const button = (name: string) => screen.getByRole('button', { name });
  const focused = () => document.activeElement?.textContent?.trim();
  const press = (name: string) => {
    button(name).focus();
    fireEvent.click(button(name));
  };
  const ask = async () => {
    press('Cancel');
    await waitFor(() => expect(focused()).toBe('Yes, stop it'));
  };

  it.each<[string, () => void]>([
    ['Escape', () => fireEvent.keyDown(button('Yes, stop it'), { key: 'Escape' })],
    ['No', () => press('No')],
  ])('is back where it was after %s', async (_, takeBack) => {
    await drawn(stage.sceneWith('3'));
    await ask();

    takeBack();

    await waitFor(() => expect(focused()).toBe('Cancel'));
  });

  it('stays with the button that was pressed, until the run has ended and the drawer takes it', async () => {
    stage.hub.cancelExecution.mockResolvedValue();
    const { rerender } = await drawn(stage.sceneWith('3'));
    await ask();

    press('Yes, stop it');
    await waitFor(() => expect(focused()).toBe('Cancelling…'));
    const ended = completeView(run(endedRun('3', nowMs, { status: 'cancelled' })));
    rerender(page(stage.sceneWith('3', { views: [ended], state: sceneOf([ended]).state })));

    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('dialog')));
  });

  it('is not taken from where it went meanwhile', async () => {
    let refuse: (why: Error) => void = () => undefined;
    stage.hub.cancelExecution.mockReturnValue(new Promise((_, reject) => (refuse = reject)));
    await drawn(stage.sceneWith('3'));
    await ask();
    press('Yes, stop it');
    await screen.findByRole('button', { name: 'Cancelling…' }, { timeout: 30_000 });

    screen.getByRole('searchbox').focus();
    await act(async () => refuse(new HubCallError('It has ended already.')));

    expect(button('Cancel')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  it('stays with the question where the connection is lost, and nothing is asked for', async () => {
    const { rerender } = await drawn(stage.sceneWith('3'));
    await ask();

    rerender(page(stage.sceneWith('3', { isConnected: false })));
    fireEvent.click(button('Yes, stop it'));

    expect(focused()).toBe('Yes, stop it');
    expect(button('Yes, stop it').getAttribute('aria-disabled')).toBe('true');
    expect(button('Yes, stop it').hasAttribute('disabled')).toBe(false);
    expect(stage.hub.cancelExecution).not.toHaveBeenCalled();
  });
});

function degraded(): Partial<Scene> {
  const { feeds } = statusOf();
  const bad = { ...view, status: statusOf({ state: 'degraded', feeds: { ...feeds, executions: failedFeed('no') } }) };
  return { views: [bad], state: sceneOf([bad]).state };
}
