import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { DaemonSwitcher } from '../../../src/app/header/DaemonSwitcher';
import { homeRoute } from '../../../src/app/route';
import { SteadyScene } from '../../../src/app/SteadyScene';
import { keptMs } from '../../../src/kit/Kept';
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
  await opened(container);
  return { actions, container };
}

async function opened(container: Element): Promise<void> {
  const menu = container.querySelector('details');
  if (menu) {
    menu.open = true;
    fireEvent(menu, new Event('toggle'));
    await waitFor(() => expect(container.querySelector('.switcher-list')).not.toBeNull());
  }
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

  it('shows a new problem of a daemon out of scope at once', async () => {
    const [north, south] = [named('north'), named('south')];
    const scene = sceneOf([north], { route: { ...homeRoute, source: 'north' } });
    const tree = (other: SourceView) => (
      <Staged scene={{ ...scene, state: { ...scene.state, sources: new Map([north, other].map((view) => [view.name, view])) } }}>
        <SteadyScene everyMs={keptMs}>
          <DaemonSwitcher />
        </SteadyScene>
      </Staged>
    );
    const { container, rerender } = render(tree(south));
    await opened(container);

    rerender(tree({ ...south, problems: completeView(problem(problemOf())).problems }));

    expect(listed(container)).toEqual(['All daemons', 'south1 problem', 'northLive']);
  });

  it('is not there with one daemon', async () => {
    const { container } = await open([named('north')]);

    expect(container.innerHTML).toBe('');
  });
});
