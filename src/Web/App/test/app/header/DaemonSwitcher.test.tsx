import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { DaemonSwitcher } from '../../../src/app/header/DaemonSwitcher';
import { homeRoute } from '../../../src/app/route';
import type { SourceView } from '../../../src/state/sourceView';
import { completeView, problem, problemOf, status } from '../../messages';
import { actionsOf, Staged, sceneOf } from '../../staged';

const named = (name: string, view: SourceView = completeView()): SourceView => ({ ...view, name });
const down = completeView(status({ sequence: 2, state: 'down' }));

async function open(views: readonly SourceView[], source: string | null = null) {
  const actions = actionsOf();
  const { container } = render(
    <Staged scene={sceneOf(views, { actions, route: { ...homeRoute, source } })}>
      <DaemonSwitcher />
    </Staged>,
  );
  const menu = container.querySelector('details');
  if (menu) {
    menu.open = true;
    fireEvent(menu, new Event('toggle'));
    await waitFor(() => expect(container.querySelector('.switcher-list')).not.toBeNull());
  }
  return { actions, container };
}

const listed = (container: Element) => [...container.querySelectorAll('.switcher-list a')].map((item) => item.textContent);

describe('DaemonSwitcher', () => {
  afterEach(cleanup);

  it('lists the daemons with their states, the worst first', async () => {
    const failing = named('south', completeView(problem(problemOf())));
    const { container } = await open([named('north'), failing, named('west', down)]);

    expect(listed(container)).toEqual(['All daemons', 'westDown', 'south1 problem', 'northLive']);
  });

  it('leads to a daemon, and back to all', async () => {
    const { actions, container } = await open([named('north'), named('south')], 'north');

    expect(container.querySelector('summary')?.textContent).toBe('Daemon: north');
    expect(container.querySelector('[aria-current]')?.textContent).toBe('northLive');
    expect(screen.getByRole('link', { name: /All daemons/ }).getAttribute('href')).toBe('/');
    fireEvent.click(screen.getByRole('link', { name: /south/ }));
    expect(actions.navigate).toHaveBeenCalledExactlyOnceWith({ source: 'south', run: null });
  });

  it('finds one of many by its name', async () => {
    const { container } = await open(Array.from({ length: 12 }, (_, n) => named(`daemon-${n}`)));

    fireEvent.input(screen.getByRole('searchbox'), { target: { value: '-1' } });

    expect(listed(container)).toEqual(['daemon-1Live', 'daemon-10Live', 'daemon-11Live']);
  });

  it('is not there with one daemon', async () => {
    const { container } = await open([named('north')]);

    expect(container.innerHTML).toBe('');
  });
});
