import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { homeRoute, type Route } from '../../../src/app/route';
import { RunsPage } from '../../../src/pages/runs/RunsPage';
import { hostile, inspect } from '../../foreign';
import { completeView, nowMs } from '../../messages';
import { sentRun } from '../../runs';
import { actionsOf, Staged, sceneOf } from '../../staged';

const sent = (id: string, fields: object = {}) =>
  sentRun(id, { status: 'failed', errorMessage: 'disk full\nat line 3', ...fields });

/** Answers one after the other; the last one again and again. */
function answering(...answers: readonly (readonly [status: number, body: unknown])[]) {
  let place = 0;
  const asked = vi.fn(async (_address: string) => {
    const [status, body] = answers[Math.min(place, answers.length - 1)] ?? [500, {}];
    place += 1;
    return new Response(JSON.stringify(body), { status });
  });
  vi.stubGlobal('fetch', asked);
  return asked;
}

function draw(route: Partial<Route> = {}) {
  const actions = actionsOf();
  const scene = sceneOf([completeView()], { actions, route: { ...homeRoute, path: '/runs', ...route } });
  render(
    <Staged scene={scene}>
      <RunsPage />
    </Staged>,
  );
  return actions;
}

describe('RunsPage', () => {
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('asks for what the address names, and shows the error’s first line', async () => {
    const asked = answering([200, { runs: [sent('r1')], next: null }]);

    draw({ query: 'status=failed&text=disk' });

    expect(await screen.findByText('disk full')).toBeTruthy();
    expect(asked.mock.calls[0]?.[0]).toContain('text=disk');
    expect(asked.mock.calls[0]?.[0]).toContain('status=failed');
    expect(screen.queryByText('at line 3')).toBeNull();
  });

  it('loads more from where the page before ended, and then says how many there are', async () => {
    const older = sent('r2', { startedAt: new Date(nowMs - 120_000).toISOString() });
    const asked = answering([200, { runs: [sent('r1')], next: '17.1' }], [200, { runs: [older], next: null }]);
    draw();

    fireEvent.click(await screen.findByRole('button', { name: 'Load more' }));

    await waitFor(() => expect(screen.getByText('2 runs shown')).toBeTruthy());
    expect(asked.mock.calls[1]?.[0]).toContain('after=17.1');
    expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
  });

  it('opens a run beside the list', async () => {
    answering([200, { runs: [sent('r1')], next: null }]);
    const actions = draw();

    fireEvent.click(await screen.findByRole('link', { name: /Failed, r1$/ }));

    expect(actions.navigate).toHaveBeenCalledExactlyOnceWith({ run: { source: 'default', id: 'r1' } });
  });

  it('says in the host’s words why there is nothing, and asks again', async () => {
    const asked = answering([503, { detail: 'The store is locked.' }], [200, { runs: [sent('r1')], next: null }]);
    draw();
    expect((await screen.findByRole('alert')).textContent).toContain('The store is locked.');
    expect(screen.queryByText('No runs are known yet.')).toBeNull();

    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));

    expect(await screen.findByText('disk full')).toBeTruthy();
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('waits for history that is being opened, and asks again by itself', async () => {
    vi.useFakeTimers();
    const asked = answering([503, { title: 'History is being opened' }], [200, { runs: [sent('r1')], next: null }]);
    draw();
    await act(async () => void (await vi.advanceTimersByTimeAsync(0)));
    expect(screen.getByText('History is being opened. It appears here in a moment.')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();

    await act(async () => void (await vi.advanceTimersByTimeAsync(2000)));

    expect(screen.getByText('disk full')).toBeTruthy();
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('does not say "at least" of a run whose end is known', async () => {
    answering([200, { runs: [sent('r1', { endUnseen: true })], next: null }]);

    draw();

    expect((await screen.findByText('end not seen')).closest('td')?.textContent).toBe('1 m 0 send not seen');
  });

  it.each<[Partial<Route>, string]>([
    [{}, 'No runs are known yet.'],
    [{ query: 'text=x' }, 'No run matches these filters.'],
  ])('tells an empty history from filters that nothing matches: %j', async (route, text) => {
    answering([200, { runs: [], next: null }]);

    draw(route);

    expect(await screen.findByText(text)).toBeTruthy();
  });

  it('puts a filter into the address, the text once nobody types any more', () => {
    vi.useFakeTimers();
    answering([200, { runs: [], next: null }]);
    const actions = draw({ query: 'rows=none' });

    fireEvent.change(screen.getByLabelText('Status'), { target: { value: 'failed' } });
    expect(actions.navigate).toHaveBeenLastCalledWith({ query: 'status=failed&rows=none' }, 'push');
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'ORA' } });
    vi.advanceTimersByTime(399);
    expect(actions.navigate).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1);

    expect(actions.navigate).toHaveBeenLastCalledWith({ query: 'text=ORA&rows=none' }, 'replace');
  });

  it('keeps text of daemons apart', async () => {
    const run = sent(hostile('r1'), { pipelineName: hostile('Orders'), errorMessage: hostile('disk full') });
    answering([200, { runs: [run], next: null }]);
    draw();
    await screen.findByRole('table');

    expect(inspect(document.body).leaking).toEqual([]);
  });
});
