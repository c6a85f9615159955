import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { homeRoute, type Route } from '../../src/app/route';
import { RangeControl } from '../../src/charts/RangeControl';
import { useRange } from '../../src/charts/useRange';
import type { TimeRange } from '../../src/state/timeRange';
import { hourMs, nowMs } from '../messages';
import { actionsOf, Staged, sceneOf } from '../staged';

const fixed: TimeRange = { kind: 'fixed', fromMs: nowMs - hourMs, toMs: nowMs };

const Control = () => <RangeControl shown={useRange({ kind: 'live', span: '15m' })} />;

function draw(route: Partial<Route> = {}) {
  const actions = actionsOf();
  const scene = (change: Partial<Route>) => sceneOf([], { actions, route: { ...homeRoute, ...change } });
  const drawn = render(
    <Staged scene={scene(route)}>
      <Control />
    </Staged>,
  );
  const go = (change: Partial<Route>) =>
    drawn.rerender(
      <Staged scene={scene(change)}>
        <Control />
      </Staged>,
    );
  return { actions, go, container: drawn.container };
}

const pressed = () => document.querySelector('[aria-pressed="true"]')?.textContent;

describe('RangeControl', () => {
  afterEach(cleanup);

  it('shows what the page shows by itself, and puts a choice into the address', () => {
    const { actions } = draw();
    expect(pressed()).toBe('15 m');

    fireEvent.click(screen.getByRole('button', { name: '7 d' }));

    expect(actions.navigate).toHaveBeenCalledExactlyOnceWith({ range: { kind: 'live', span: '7d' } });
  });

  it('leads back from a part to what was shown before', () => {
    const { actions, go } = draw({ range: { kind: 'live', span: '24h' } });

    go({ range: fixed });
    expect(pressed()).toBe('Other …');
    fireEvent.click(screen.getByRole('button', { name: 'Live' }));

    expect(actions.navigate).toHaveBeenCalledExactlyOnceWith({ range: { kind: 'live', span: '24h' } });
  });

  it('takes two times of one’s own, and says what is wrong with others', async () => {
    const { actions, container } = draw({ range: fixed });
    fireEvent.click(screen.getByRole('button', { name: 'Other …' }));
    const submit = () => fireEvent.submit(container.querySelector('form') as HTMLFormElement);

    fireEvent.input(await screen.findByLabelText('To'), { target: { value: '' } });
    submit();
    expect(screen.getByRole('alert').textContent).toContain('at least 10 seconds');
    expect(actions.navigate).not.toHaveBeenCalled();

    fireEvent.input(screen.getByLabelText('From'), { target: { value: '2026-01-02T08:00:00' } });
    fireEvent.input(screen.getByLabelText('To'), { target: { value: '2026-01-02T09:00:00' } });
    submit();
    expect(actions.navigate).toHaveBeenCalledExactlyOnceWith({
      range: { kind: 'fixed', fromMs: Date.parse('2026-01-02T08:00:00'), toMs: Date.parse('2026-01-02T09:00:00') },
    });
  });

  it('is not there on a wall', () => {
    const { container } = draw({ kiosk: true });

    expect(container.textContent).toBe('');
  });
});
