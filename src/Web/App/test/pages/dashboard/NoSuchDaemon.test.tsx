import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { homeRoute } from '../../../src/app/route';
import { DashboardPage } from '../../../src/pages/dashboard/DashboardPage';
import { completeView } from '../../messages';
import { actionsOf, Staged, sceneOf } from '../../staged';

const north = { ...completeView(), name: 'north' };

/** A page whose address names a daemon that is not among those there are. */
const drawn = (hasSettled: boolean, actions = actionsOf()) => {
  const route = { ...homeRoute, source: 'east' };
  const state = { ...sceneOf([north]).state, hasSettled };
  render(
    <Staged scene={sceneOf([], { route, state, actions })}>
      <DashboardPage />
    </Staged>,
  );
  return actions;
};

describe('a daemon that is not there', () => {
  afterEach(cleanup);

  it('is said not to be, with the way to those that are', () => {
    const actions = drawn(true);

    fireEvent.click(screen.getByRole('button', { name: 'north' }));
    fireEvent.click(screen.getByRole('button', { name: 'All daemons' }));

    expect(screen.getByRole('heading', { name: 'There is no daemon ‘east’' })).toBeTruthy();
    expect(actions.navigate).toHaveBeenNthCalledWith(1, { source: 'north' });
    expect(actions.navigate).toHaveBeenNthCalledWith(2, { source: null });
  });

  it('is waited for while it may still be on its way', () => {
    drawn(false);

    expect(screen.queryByRole('heading', { name: /no daemon/ })).toBeNull();
    expect(document.querySelector('[aria-busy="true"]')).not.toBeNull();
  });
});
