import { describe, expect, it } from 'vitest';
import { type Action, initialState, type MonitorState } from '../../src/state/monitor';
import { execution, heartbeatOf, hourMs, minuteMs, nowMs, pipeline, problem, problemOf, stats, status } from '../messages';
import { connected, gaps, message, opened, settled, stateAfter } from './connected';

describe('a first connection', () => {
  it('shows nothing of a daemon before its first state is all there', () => {
    const state = stateAfter(initialState, opened, message(status()), message(stats()));

    expect(state.sources.size).toBe(0);
    expect(state.arriving.has('default')).toBe(true);
  });

  it('shows all of it with the heartbeat', () => {
    expect(connected.sources.get('default')).toMatchObject({ complete: true, stats: { cpuUsage: 10 } });
    expect(connected.arriving.size).toBe(0);
  });

  it('shows one daemon without waiting for another', () => {
    const state = stateAfter(connected, message(status({ source: 'second' })));

    expect([...state.sources.keys()]).toEqual(['default']);
  });

  it('takes a change of what is there at once', () => {
    const state = stateAfter(connected, message(stats({ sequence: 2, cpuUsage: 20 })));

    expect(state.sources.get('default')?.stats?.cpuUsage).toBe(20);
  });

  it('stays the same object where a message brings nothing new', () => {
    expect(stateAfter(connected, message(stats({ sequence: 1 })))).toBe(connected);
  });
});

describe('a new connection', () => {
  const reopened = stateAfter(connected, opened);

  it('leaves what is shown until the daemon is there again', () => {
    const state = stateAfter(reopened, message(status({ sequence: 9 })));

    expect(state.sources.get('default')?.executions.has('old')).toBe(true);
  });

  it('replaces everything: what is absent does not exist any more', () => {
    const state = stateAfter(
      reopened,
      message(status({ sequence: 9 })),
      message(execution({ id: 'new', sequence: 9 })),
      message(heartbeatOf({ sequence: 9 })),
    );

    expect([...(state.sources.get('default')?.executions.keys() ?? [])]).toEqual(['new']);
    expect(state.sources.get('default')?.stats).toBeNull();
  });

  it('replaces problems and how pipelines stand, and what is known of their evaluation', () => {
    const before = stateAfter(
      connected,
      message(problem()),
      message(problem(problemOf({ id: 'other' }))),
      message(pipeline()),
      opened,
      message(status({ sequence: 9 })),
      message(problem(problemOf({ id: 'new', epoch: 0 }))),
    );
    const after = stateAfter(before, message(heartbeatOf({ sequence: 9, evaluatedAtMs: null })));

    const told = ({ sources }: MonitorState) => {
      const view = sources.get('default');
      return [[...(view?.problems.values.keys() ?? [])], view?.pipelines.values.size, view?.evaluatedAtMs];
    };
    expect(told(before)).toEqual([['problem-1', 'other'], 1, nowMs]);
    expect(told(after)).toEqual([['new'], 0, null]);
  });

  it('is believed even with an older epoch: it may lead to another hub', () => {
    const state = stateAfter(
      stateAfter(connected, message(stats({ epoch: 9, cpuUsage: 90 })), opened),
      message(status({ epoch: 2 })),
      message(stats({ epoch: 2, cpuUsage: 2 })),
      message(heartbeatOf({ epoch: 2 })),
    );

    expect(state.sources.get('default')?.stats?.cpuUsage).toBe(2);
  });

  it('keeps the series, and since when no problem is known', () => {
    const before = connected.sources.get('default');

    const state = stateAfter(reopened, message(status({ sequence: 9 })), message(heartbeatOf({ sequence: 9 })));

    expect(before?.series.length).toBeGreaterThan(0);
    expect(state.sources.get('default')?.series.length).toBeGreaterThanOrEqual(before?.series.length ?? 0);
    expect(before?.clear).not.toBeNull();
    expect(state.sources.get('default')?.clear).toBe(before?.clear);
  });

  it('forgets what the one before could not read', () => {
    const state = stateAfter(connected, { type: 'unreadable', why: 'state is ...' }, opened);

    expect(state.unreadable).toBeNull();
  });

  it('drops, once settled, daemons of which it sent nothing', () => {
    const state = stateAfter(
      reopened,
      message(status({ source: 'second' })),
      message(heartbeatOf({ source: 'second' })),
      settled,
    );

    expect([...state.sources.keys()]).toEqual(['second']);
  });

  it('keeps, when settled, a daemon whose first state is still on its way', () => {
    const state = stateAfter(reopened, message(status({ sequence: 9 })), settled);

    expect([...state.sources.keys()]).toEqual(['default']);
  });

  it('that settled with everything stays the same object', () => {
    const once = stateAfter(connected, settled);

    expect(stateAfter(once, settled)).toBe(once);
  });

  it('leaves it known that one before had settled', () => {
    expect([connected.hasSettled, stateAfter(connected, settled, opened).hasSettled]).toEqual([false, true]);
  });
});

describe('a lost connection', () => {
  const connection = { kind: 'waiting', sinceMs: nowMs, attempt: 1, retryAtMs: nowMs + 500, reason: null } as const;

  it('keeps everything known', () => {
    const state = stateAfter(connected, { type: 'connection', connection });

    const [before, after] = [connected, state].map(({ sources }) => sources.get('default'));
    expect(state.connection).toBe(connection);
    expect(after).toEqual({ ...before, series: after?.series });
  });

  it('is no outage of the daemon: nobody watches', () => {
    const lost: Action = { type: 'connection', connection };
    const state = stateAfter(connected, lost);

    expect(gaps(state)).toMatchObject([{ isAway: true }]);
    expect(stateAfter(state, lost).sources.get('default')).toBe(state.sources.get('default'));
  });

  it('that is found dead after the machine slept was not watched since its last news', () => {
    const lost = (sinceMs: number): Action => ({ type: 'connection', connection: { ...connection, sinceMs } });
    const sleptUntilMs = nowMs + 40 * minuteMs;
    const backAtMs = sleptUntilMs + 2000;
    const back = { sequence: 9, observedAtMs: backAtMs };
    const state = stateAfter(connected, lost(sleptUntilMs));
    const reopened = stateAfter(
      state,
      { type: 'opened', atMs: backAtMs },
      ...[status(back), stats(back), heartbeatOf(back)].map(
        (incoming): Action => ({ type: 'message', incoming, receivedAtMs: backAtMs }),
      ),
    );

    const [away] = gaps(state);
    expect(away?.isAway).toBe(true);
    expect((away?.fromMs ?? 0) - nowMs).toBeLessThanOrEqual(6000);
    expect(gaps(reopened)).toEqual([{ ...away, toMs: backAtMs }]);
  });

  it('in an outage of the daemon leaves the outage that was watched', () => {
    const lost: Action = { type: 'connection', connection: { ...connection, sinceMs: nowMs + hourMs } };
    const down = status({ state: 'down', sequence: 2 });
    const outage = stateAfter(connected, { type: 'message', incoming: down, receivedAtMs: nowMs + minuteMs });

    expect(gaps(stateAfter(outage, lost))).toEqual([
      { fromMs: nowMs + minuteMs, toMs: nowMs + hourMs, isAway: false },
      { fromMs: nowMs + hourMs, toMs: Number.POSITIVE_INFINITY, isAway: true },
    ]);
  });
});
