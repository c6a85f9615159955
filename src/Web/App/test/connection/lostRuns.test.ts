import { describe, expect, it } from 'vitest';
import { HubClock } from '../../src/connection/hubClock';
import { watchLostRuns } from '../../src/connection/lostRuns';
import type { Incoming } from '../../src/contract/messages';
import { problemsOf } from '../../src/state/attention';
import { createStore } from '../../src/state/store';
import { endedRun, executionOf, heartbeatOf, hourMs, minuteMs, nowMs, run, status } from '../messages';
import { FakeRunLink } from '../view/fakeRuns';

const long = { id: 'long', pipelineId: 'nightly', startedAtMs: nowMs - 6 * hourMs };
const running = executionOf({ ...long, status: 'running' });
const newer = run(endedRun('newer', nowMs - minuteMs));

/** A page whose connection was lost while a run went on that is out of view after it. */
function reconnected(hub: FakeRunLink) {
  const store = createStore();
  let link: FakeRunLink | null = null;
  watchLostRuns(store, new HubClock(() => nowMs), () => link?.link ?? null);
  const send = (...incoming: readonly Incoming[]) => {
    store.dispatch({ type: 'opened', atMs: nowMs });
    for (const one of [status({ executionLimit: 1 }), ...incoming, heartbeatOf()]) {
      store.dispatch({ type: 'message', incoming: one, receivedAtMs: nowMs });
    }
  };
  send(newer, run(running));
  send(newer);
  const beforeOpen = hub.getExecution.mock.calls.length;
  link = hub;
  store.dispatch({ type: 'settled' });
  const failures = () => [...store.state.sources.values()].flatMap((view) => problemsOf(view, nowMs));
  return { store, beforeOpen, failures };
}

const answered = () => new Promise((resolve) => setTimeout(resolve));

describe('watchLostRuns', () => {
  it('tells of a run that failed while nobody was connected', async () => {
    const hub = new FakeRunLink();
    hub.getExecution.mockResolvedValue(endedRun('long', nowMs, { ...long, status: 'failed' }));

    const { beforeOpen, failures } = reconnected(hub);
    await answered();

    expect(beforeOpen).toBe(0);
    expect(hub.getExecution).toHaveBeenCalledExactlyOnceWith('default', 'long');
    expect(failures()).toMatchObject([{ kind: 'failing', execution: { id: 'long' } }]);
  });

  it.each<[string, (hub: FakeRunLink) => void]>([
    ['goes on after all', (hub) => hub.getExecution.mockResolvedValue(running)],
    ['is known to nobody', (hub) => hub.getExecution.mockRejectedValue(new Error('NOT_FOUND'))],
  ])('makes nothing of one that %s', async (_, answer) => {
    const hub = new FakeRunLink();
    answer(hub);

    const { store } = reconnected(hub);
    await answered();

    expect([...(store.state.sources.get('default')?.executions.keys() ?? [])]).toEqual(['newer']);
  });
});
