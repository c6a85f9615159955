import { describe, expect, it } from 'vitest';
import type { Incoming } from '../../src/contract/messages';
import {
  type Action,
  initialState,
  isEvaluatorSilent,
  type MonitorState,
  reduce,
  shownConnection,
} from '../../src/state/monitor';
import { gapsOf } from '../../src/state/series';
import { execution, heartbeatOf, hourMs, minuteMs, nowMs, pipeline, problem, problemOf, stats, status } from '../messages';

const message = (incoming: Incoming): Action => ({ type: 'message', incoming, receivedAtMs: nowMs });
const opened: Action = { type: 'opened', atMs: nowMs };
const settled: Action = { type: 'settled' };
const gaps = ({ sources }: MonitorState) => gapsOf(sources.get('default')?.series ?? [], 'cpu');
const stateAfter = (state: MonitorState, ...actions: readonly Action[]): MonitorState => actions.reduce(reduce, state);

/** Connected, with all of one daemon there. */
const connected = stateAfter(
  initialState,
  opened,
  message(status()),
  message(stats({ cpuUsage: 10 })),
  message(execution({ id: 'old' })),
  message(heartbeatOf()),
);

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

describe('a connection that ended for good', () => {
  const account = {
    kind: 'person' as const,
    email: 'ada@example.com',
    roles: ['viewer'],
    sources: null,
    operatesSources: [],
    dashboards: [],
  };
  const known = stateAfter(connected, { type: 'restored', kept: new Map([['kept', []]]) }, { type: 'account', account });

  it('leaves nothing of what was shown once somebody is signed out', () => {
    const state = stateAfter(known, { type: 'ended', reason: 'signed-out' });

    expect(state).toEqual({ ...initialState, connection: { kind: 'ended', reason: 'signed-out' } });
  });

  it('still knows who is refused, and why', () => {
    const refusal = { status: 403, code: null, detail: 'no' };
    const state = stateAfter(known, { type: 'ended', reason: 'forbidden', refusal });

    expect(state).toEqual({ ...initialState, account, connection: { kind: 'ended', reason: 'forbidden', refusal } });
  });
});

describe('an account', () => {
  const account = {
    kind: 'person' as const,
    email: 'ada@example.com',
    roles: ['viewer'],
    sources: null,
    operatesSources: [],
    dashboards: [],
  };
  const known = stateAfter(
    connected,
    message(status({ source: 'north' })),
    message(stats({ source: 'north' })),
    message(heartbeatOf({ source: 'north' })),
    {
      type: 'restored',
      kept: new Map([['south', []]]),
    },
  );

  it('that may see everything leaves it', () => {
    expect(stateAfter(known, { type: 'account', account })).toEqual({ ...known, account });
  });

  it('that may see some daemons makes the page forget the others at once', () => {
    const state = stateAfter(known, { type: 'account', account: { ...account, sources: ['north'] } });

    expect([...state.sources.keys()]).toEqual(['north']);
    expect(state.kept.size).toBe(0);
  });
});

describe('what came with the document', () => {
  const evaluated = (observedAtMs: number) => message(heartbeatOf({ source: '_monitor', observedAtMs, evaluatedAtMs: null }));
  const written = stateAfter(initialState, message(status()), message(stats({ cpuUsage: 10 })), message(heartbeatOf()));

  it('is shown before there is a connection, and only whole daemons', () => {
    const state = stateAfter(written, message(status({ source: 'half' })));

    expect(shownConnection(state, nowMs)).toBe('open');
    expect([...state.sources.keys()]).toEqual(['default']);
    expect(state.connection.kind).toBe('opening');
  });

  it('is replaced by the first state of the connection, without a gap', () => {
    const state = stateAfter(
      written,
      opened,
      message(status()),
      message(stats({ cpuUsage: 20, sequence: 2 })),
      message(heartbeatOf()),
    );

    expect(state.sources.get('default')?.stats?.cpuUsage).toBe(20);
    expect(gaps(state)).toEqual([]);
  });

  it('goes where the connection does not send it', () => {
    const state = stateAfter(
      written,
      opened,
      message(status({ source: 'north' })),
      message(heartbeatOf({ source: 'north' })),
      settled,
    );

    expect([...state.sources.keys()]).toEqual(['north']);
  });

  it('stays as last known where the connection does not come', () => {
    const state = stateAfter(written, { type: 'connection', connection: { kind: 'retrying', sinceMs: nowMs, attempt: 1 } });

    expect([...state.sources.keys()]).toEqual(['default']);
    expect(shownConnection(state, nowMs + 800)).toBe('retrying');
  });

  it('says that nothing is evaluated if that was so when it was written', () => {
    expect(isEvaluatorSilent(stateAfter(written, evaluated(nowMs - 16_000)), nowMs)).toBe(true);
    expect(isEvaluatorSilent(stateAfter(written, evaluated(nowMs - 14_000)), nowMs)).toBe(false);
  });
});

describe('shownConnection', () => {
  const lost = (state: MonitorState) =>
    stateAfter(state, { type: 'connection', connection: { kind: 'retrying', sinceMs: nowMs, attempt: 1 } });

  it('makes nothing of a loss that may be over in a moment', () => {
    expect(shownConnection(lost(connected), nowMs + 799)).toBe('open');
    expect(shownConnection(lost(connected), nowMs + 800)).toBe('retrying');
  });

  it('does not say connected where nothing ever was', () => {
    expect(shownConnection(lost(initialState), nowMs)).toBe('opening');
  });

  it('shows at once that nobody is let in', () => {
    const ended = stateAfter(connected, { type: 'ended', reason: 'forbidden' });

    expect(shownConnection(ended, nowMs)).toBe('ended');
  });
});
