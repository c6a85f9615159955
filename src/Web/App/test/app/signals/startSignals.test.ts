// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Application } from '../../../src/app/application';
import { startSignals } from '../../../src/app/signals/startSignals';
import type { Incoming } from '../../../src/contract/messages';
import { initialState, type MonitorState } from '../../../src/state/monitor';
import { completeView, nowMs, problem, problemOf } from '../../messages';

const shown = vi.fn();

class FakeNotification {
  static readonly permission = 'granted';

  constructor(title: string) {
    shown(title);
  }
}

const stateOf = (...incoming: readonly Incoming[]): MonitorState => ({
  ...initialState,
  connection: { kind: 'open', sinceMs: 0 },
  sources: new Map([['default', completeView(...incoming)]]),
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Notification', FakeNotification);
  vi.stubGlobal('isSecureContext', true);
  shown.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('tells of a failure that comes right after the first state', () => {
  const store = { state: initialState };
  let changed = () => {};
  startSignals({
    store,
    title: () => 'FlextMonitor',
    clock: { nowMs: () => nowMs },
    preferences: { current: { notify: true } },
    subscribe: (told: () => void) => {
      changed = told;
    },
  } as unknown as Application);
  changed();

  store.state = stateOf();
  changed();
  store.state = stateOf(problem(problemOf({ pipelineName: 'Stock' })));
  changed();
  vi.advanceTimersByTime(2000);

  expect(shown.mock.calls).toEqual([['‘Stock’ failed']]);
});
