import { describe, expect, it } from 'vitest';
import { HubClock } from '../../src/connection/hubClock';
import { watchLostRuns } from '../../src/connection/lostRuns';
import type { ExecutionData, Incoming } from '../../src/contract/messages';
import { problemsOf } from '../../src/state/attention';
import { createStore } from '../../src/state/store';
import { FakeRunLink } from '../fakeRuns';
import { endedRun, executionOf, heartbeatOf, hourMs, minuteMs, nowMs, run, status } from '../messages';

const long = { id: 'long', pipelineId: 'nightly', startedAtMs: nowMs - 6 * hourMs };
const running = executionOf({ ...long, status: 'running' });
const failed = endedRun('long', nowMs, { ...long, status: 'failed' });
const newer = run(endedRun('newer', nowMs - minuteMs));
const downError = new Error("HubException: Daemon 'default': GetExecution could not be called: Connection refused.");

const answered = () => new Promise((resolve) => setTimeout(resolve));

/** A page that connects as often as a test lets it. */
class LostRunsStage {
  readonly store = createStore();
  private link: FakeRunLink | null = null;
  private sequence = 1;

  constructor() {
    watchLostRuns(this.store, new HubClock(() => nowMs), () => (this.link?.isOpen ? this.link.link : null));
  }

  async connect(link: FakeRunLink, ...incoming: readonly Incoming[]): Promise<void> {
    this.open(link);
    await this.send(status({ executionLimit: 1 }), ...incoming, heartbeatOf());
  }

  open(link: FakeRunLink): void {
    this.link = link;
    this.store.dispatch({ type: 'opened', atMs: nowMs });
  }

  async send(...incoming: readonly Incoming[]): Promise<void> {
    for (const one of incoming) {
      this.store.dispatch({ type: 'message', incoming: one, receivedAtMs: nowMs });
    }
    await answered();
  }

  async say(state: 'down' | 'live'): Promise<void> {
    this.sequence += 1;
    await this.send(status({ executionLimit: 1, sequence: this.sequence, state }));
  }

  close(): void {
    if (this.link) {
      this.link.isOpen = false;
    }
    this.store.dispatch({
      type: 'connection',
      connection: { kind: 'waiting', sinceMs: nowMs, attempt: 1, retryAtMs: nowMs, reason: null },
    });
  }

  ids(): readonly string[] {
    return [...(this.store.state.sources.get('default')?.executions.keys() ?? [])];
  }

  failures() {
    return [...this.store.state.sources.values()].flatMap((view) => problemsOf(view, nowMs));
  }
}

/** A page that lost its connection while runs went on that are out of view of the one after it. */
async function reconnected(hub: FakeRunLink, ...runs: readonly ExecutionData[]): Promise<LostRunsStage> {
  const stage = new LostRunsStage();
  await stage.connect(new FakeRunLink(), newer, ...(runs.length > 0 ? runs : [running]).map(run));
  stage.close();
  await stage.connect(hub, newer);
  return stage;
}

function hubThat(answer: (hub: FakeRunLink) => void): FakeRunLink {
  const hub = new FakeRunLink();
  answer(hub);
  return hub;
}

describe('watchLostRuns', () => {
  it('tells of a run that failed while nobody was connected', async () => {
    const hub = hubThat(({ getExecution }) => getExecution.mockResolvedValue(failed));

    const stage = await reconnected(hub);

    expect(hub.getExecution).toHaveBeenCalledExactlyOnceWith('default', 'long');
    expect(stage.failures()).toMatchObject([{ kind: 'failing', execution: { id: 'long' } }]);
  });

  it.each<[string, (hub: FakeRunLink) => void]>([
    ['goes on after all', ({ getExecution }) => getExecution.mockResolvedValue(running)],
    [
      'is known to nobody',
      ({ getExecution }) =>
        getExecution.mockRejectedValue(new Error('HubException: [not-found] GetExecution failed (NOT_FOUND: no more).')),
    ],
  ])('makes nothing of one that %s, and asks for it once', async (_, answer) => {
    const stage = await reconnected(hubThat(answer));
    const next = hubThat(answer);
    await stage.connect(next, newer);

    expect(stage.ids()).toEqual(['newer']);
    expect(next.getExecution).not.toHaveBeenCalled();
  });

  it('asks again over the next connection where the one before was lost meanwhile', async () => {
    const lost = new FakeRunLink();
    let breakOff: (why: Error) => void = () => undefined;
    lost.getExecution.mockImplementation(() => new Promise((_, reject) => (breakOff = reject)));
    const stage = await reconnected(lost);

    stage.close();
    breakOff(new Error('Invocation canceled due to the underlying connection being closed.'));
    await answered();
    const hub = hubThat(({ getExecution }) => getExecution.mockResolvedValue(failed));
    stage.open(hub);
    await stage.send(status({ executionLimit: 1 }), newer);
    const beforeWhole = hub.getExecution.mock.calls.length;
    await stage.send(heartbeatOf());

    expect(beforeWhole).toBe(0);
    expect(lost.getExecution).toHaveBeenCalledOnce();
    expect(hub.getExecution).toHaveBeenCalledExactlyOnceWith('default', 'long');
    expect(stage.failures()).toMatchObject([{ kind: 'failing', execution: { id: 'long' } }]);
  });

  it('does not wait for an answer that a lost connection never gives', async () => {
    const stage = await reconnected(hubThat(({ getExecution }) => getExecution.mockReturnValue(new Promise(() => undefined))));
    const hub = hubThat(({ getExecution }) => getExecution.mockResolvedValue(failed));

    stage.close();
    await stage.connect(hub, newer);

    expect(stage.failures()).toHaveLength(1);
  });

  it('asks again once the daemon is back where it could not be asked, and not before', async () => {
    const hub = hubThat(({ getExecution }) => getExecution.mockRejectedValueOnce(downError).mockResolvedValue(failed));
    const stage = await reconnected(hub);

    await stage.send(heartbeatOf({ observedAtMs: nowMs + 1000 }));
    await stage.say('down');
    const whileDown = hub.getExecution.mock.calls.length;
    await stage.say('live');

    expect(whileDown).toBe(1);
    expect(hub.getExecution).toHaveBeenCalledTimes(2);
    expect(stage.failures()).toHaveLength(1);
  });

  it('goes on with the others after one that could not be told', async () => {
    const hub = hubThat(({ getExecution }) => getExecution.mockRejectedValueOnce(downError).mockResolvedValue(failed));

    const stage = await reconnected(hub, executionOf({ ...long, id: 'unknown', status: 'running' }), running);

    expect(hub.getExecution.mock.calls.map(([, id]) => id)).toEqual(['unknown', 'long']);
    expect(stage.failures()).toHaveLength(1);
  });

  it('asks for one after the other', async () => {
    const many = Array.from({ length: 10 }, (_, place) => executionOf({ ...long, id: `long-${place}`, status: 'running' }));
    let open = 0;
    let most = 0;
    const hub = new FakeRunLink();
    hub.getExecution.mockImplementation(async (_, id) => {
      open += 1;
      most = Math.max(most, open);
      await Promise.resolve();
      open -= 1;
      return endedRun(id, nowMs, { ...long, id });
    });

    await reconnected(hub, ...many);

    expect(most).toBe(1);
    expect(hub.getExecution).toHaveBeenCalledTimes(10);
  });
});
