import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scene } from '../../src/app/scene';
import { RunAgain } from '../../src/run/RunAgain';
import { FakeRunLink } from '../fakeRuns';
import { completeView, execution, executionOf } from '../messages';
import { actionsOf, Staged, sceneOf } from '../staged';

const show = (scene: Scene) =>
  render(
    <Staged scene={scene}>
      <RunAgain source="default" pipelineId="orders" />
    </Staged>,
  );

const press = () =>
  act(async () => {
    fireEvent.click(button());
  });

const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Run again' });

describe('RunAgain', () => {
  afterEach(cleanup);

  it('keeps the focus while it asks, asks once, and opens the new run', async () => {
    const hub = new FakeRunLink();
    let answer: () => void = () => undefined;
    hub.runPipeline.mockReturnValue(new Promise((resolve) => (answer = () => resolve(executionOf({ id: 'new' })))));
    const scene = sceneOf([completeView()], { actions: actionsOf(hub.link) });
    show(scene);
    button().focus();

    await press();
    await press();

    expect(document.activeElement).toBe(button());
    expect(button().disabled).toBe(false);
    expect(button().getAttribute('aria-disabled')).toBe('true');
    expect(hub.runPipeline).toHaveBeenCalledOnce();
    await act(async () => answer());
    expect(scene.actions.navigate).toHaveBeenCalledExactlyOnceWith({ run: { source: 'default', id: 'new' } });
    expect(button().getAttribute('aria-disabled')).toBe('false');
  });

  it('does nothing while nobody can say whether it would be carried out', () => {
    const hub = new FakeRunLink();
    show(sceneOf([completeView()], { isConnected: false, actions: actionsOf(hub.link) }));

    fireEvent.click(button());

    expect(hub.runPipeline).not.toHaveBeenCalled();
  });

  it.each(['running', 'pending'] as const)('does nothing, and says why, while a run of it is %s', (status) => {
    const hub = new FakeRunLink();
    show(sceneOf([completeView(execution({ status }))], { actions: actionsOf(hub.link) }));

    fireEvent.click(button());

    expect([button().getAttribute('aria-disabled'), button().title]).toEqual(['true', 'It is running already']);
    expect(hub.runPipeline).not.toHaveBeenCalled();
  });

  it('says that it was not done where the connection is gone in that moment', () => {
    const scene = sceneOf([completeView()]);
    show(scene);

    fireEvent.click(button());

    expect(scene.actions.say).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('nothing was done'), 'failed');
  });

  it('says in its own words that it cannot tell whether it was done', async () => {
    const hub = new FakeRunLink();
    hub.runPipeline.mockRejectedValue(new Error('Invocation canceled due to the underlying connection being closed.'));
    const scene = sceneOf([completeView()], { actions: actionsOf(hub.link) });
    show(scene);

    await press();

    expect(scene.actions.say).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/^No usable answer from the hub; .* \(Invocation canceled/),
      'failed',
    );
  });
});
