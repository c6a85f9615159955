import { describe, expect, it } from 'vitest';
import { headline } from '../../../src/app/signals/headline';
import { initialState, type MonitorState } from '../../../src/state/monitor';
import type { SourceView } from '../../../src/state/sourceView';
import { completeView, componentOf, endedRun, health, nowMs, run, status, viewOf } from '../../messages';

const stateOf = (...views: readonly SourceView[]): MonitorState => ({
  ...initialState,
  connection: { kind: 'open', sinceMs: 0 },
  sources: new Map(views.map((view) => [view.name, view])),
});

const named = (name: string, view: SourceView): SourceView => ({ ...view, name });
const failing = () => run(endedRun('r1', nowMs - 1000, { status: 'failed' }));
const down = () => viewOf(status({ state: 'down', error: 'refused' }));

describe('headline', () => {
  it('is the product’s name where nothing is wrong', () => {
    expect(headline(stateOf(completeView()), nowMs, 'FlextMonitor')).toEqual({
      title: 'FlextMonitor',
      problems: 0,
      tone: 'calm',
    });
  });

  it('counts the problems of all daemons', () => {
    const north = named('north', completeView(failing()));
    const south = named('south', completeView(failing(), health([componentOf({ healthy: false })])));

    expect(headline(stateOf(north, south), nowMs, 'FlextMonitor')).toEqual({
      title: '(3) FlextMonitor',
      problems: 3,
      tone: 'bad',
    });
  });

  it('says that the only daemon is down', () => {
    expect(headline(stateOf(down()), nowMs, 'FlextMonitor')).toEqual({
      title: '(1) ⚠ Down – FlextMonitor',
      problems: 1,
      tone: 'bad',
    });
  });

  it('names the one of several that is down, beside other problems', () => {
    const state = stateOf(named('north', down()), named('south', completeView(failing())));

    expect(headline(state, nowMs, 'FlextMonitor').title).toBe('(2) ⚠ north: Down – FlextMonitor');
  });

  it('counts news that fail to come as a problem', () => {
    expect(headline(stateOf(completeView()), nowMs + 60_000, 'FlextMonitor')).toMatchObject({
      title: '(1) FlextMonitor',
      tone: 'bad',
    });
  });

  it.each([
    [{ kind: 'waiting', sinceMs: 0, attempt: 1, retryAtMs: 0, reason: null }, '… Reconnecting – FlextMonitor'],
    [{ kind: 'retrying', sinceMs: 0, attempt: 1 }, '… Reconnecting – FlextMonitor'],
    [{ kind: 'ended', reason: 'signed-out' }, 'Signed out – FlextMonitor'],
    [{ kind: 'ended', reason: 'forbidden' }, 'No access – FlextMonitor'],
  ] as const)('counts nothing while cut off: %j', (connection, title) => {
    const state = { ...stateOf(completeView(failing())), connection };

    expect(headline(state, nowMs, 'FlextMonitor')).toEqual({ title, problems: null, tone: 'cut-off' });
  });
});
