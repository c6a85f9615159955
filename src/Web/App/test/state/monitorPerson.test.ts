import { describe, expect, it } from 'vitest';
import { initialState, isEvaluatorSilent, type MonitorState, shownConnection } from '../../src/state/monitor';
import { heartbeatOf, nowMs, stats, status } from '../messages';
import { connected, gaps, message, opened, settled, stateAfter } from './connected';

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
