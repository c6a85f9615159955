import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MorePanel } from '../../../src/pages/dashboards/dialogs/MorePanel';
import { FakeHost } from '../../fakeHost';
import { actionsOf, Staged, sceneOf } from '../../staged';
import { dashboardOf } from './dashboards';

const take = 'Take over: its owner was removed';

function show(fields: object) {
  const actions = actionsOf();
  const [close, onChanged] = [vi.fn(), vi.fn()];
  const dashboard = dashboardOf([], fields);
  render(
    <Staged scene={sceneOf([], { actions })}>
      <MorePanel dashboard={dashboard} show={vi.fn()} close={close} onChanged={onChanged} />
    </Staged>,
  );
  return { actions, close, onChanged, path: `/api/dashboards/${dashboard.id}/take` };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a dashboard whose owner was removed', () => {
  it('is taken over, and looked at again', async () => {
    const { actions, close, onChanged, path } = show({ owner: '' });
    const host = new FakeHost({ [`POST ${path}`]: [204] });

    fireEvent.click(screen.getByText(take));

    await waitFor(() => expect(onChanged).toHaveBeenCalledOnce());
    expect(close).toHaveBeenCalledOnce();
    expect(host.changes.map(([what]) => what)).toEqual([`POST ${path}`]);
    expect(actions.say).toHaveBeenCalledWith('Nights is yours.');
  });

  it('stays as it is where the host refuses, which is said', async () => {
    const { actions, onChanged, path } = show({ owner: '' });
    new FakeHost({ [`POST ${path}`]: [409, { detail: 'You have 100 dashboards, the most that one person has.' }] });

    fireEvent.click(screen.getByText(take));

    await waitFor(() => expect(actions.say).toHaveBeenCalledWith(expect.stringContaining('You have 100 dashboards'), 'failed'));
    expect(onChanged).not.toHaveBeenCalled();
  });

  it.each([
    ['somebody owns', { owner: 'grace@example.com' }],
    ['one may only look at', { owner: '', access: 'view' }],
    ['a file gives', { owner: '', provisioned: true }],
  ])('is not confused with one that %s', (_, fields) => {
    show(fields);

    expect(screen.queryByText(take)).toBeNull();
  });
});
