import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HubClock } from '../../src/connection/hubClock';
import { isSilent, watchSilence } from '../../src/connection/silence';
import { type Connection, initialState, type MonitorState } from '../../src/state/monitor';
import type { SourceView } from '../../src/state/sourceView';
import { createStore } from '../../src/state/store';
import { completeView, heartbeatOf, nowMs, status, viewOf } from '../messages';

const open: Connection = { kind: 'open', sinceMs: nowMs };
const stateOf = (connection: Connection, ...views: readonly SourceView[]): MonitorState => ({
  ...initialState,
  connection,
  sources: new Map(views.map((view, place) => [`daemon-${place}`, view])),
});

const live = completeView();
const laterMs = nowMs + 6000;
const liveLater = { ...live, observedAtMs: laterMs };
const down = viewOf(status({ state: 'down' }));

describe('isSilent', () => {
  it('is so where nothing is news any more', () => {
    expect(isSilent(stateOf(open, live, down), laterMs)).toBe(true);
  });

  it('is not so while one daemon is heard', () => {
    expect(isSilent(stateOf(open, live, liveLater), laterMs)).toBe(false);
  });

  it('is not so where nothing is to be heard', () => {
    expect(isSilent(stateOf(open), laterMs)).toBe(false);
    expect(isSilent(stateOf(open, down), laterMs)).toBe(false);
  });

  it('is not so without a connection', () => {
    expect(isSilent(stateOf({ kind: 'opening' }, live), laterMs)).toBe(false);
  });
});

describe('watchSilence', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: nowMs });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('has the connection prove that it lives once nothing comes any more', () => {
    const store = createStore();
    const prove = vi.fn();
    store.dispatch({ type: 'opened', atMs: nowMs });
    for (const incoming of [status(), heartbeatOf()]) {
      store.dispatch({ type: 'message', incoming, receivedAtMs: nowMs });
    }
    watchSilence(store, new HubClock(), prove);

    vi.advanceTimersByTime(4000);
    expect(prove).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2001);

    expect(prove).toHaveBeenCalledOnce();
  });
});
