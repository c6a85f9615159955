import { describe, expect, it } from 'vitest';
import { headline } from '../../../src/app/signals/headline';
import type { Problem } from '../../../src/contract/messages';
import { initialState, type MonitorState } from '../../../src/state/monitor';
import type { SourceView } from '../../../src/state/sourceView';
import {
  completeView,
  heartbeatOf,
  nowMs,
  problem,
  problemOf,
  status,
  statusOf,
  unhealthyOf,
  unreachableOf,
  viewOf,
} from '../../messages';
import { evaluatorAt } from '../../staged';

const stateOf = (...views: readonly SourceView[]): MonitorState => ({
  ...initialState,
  ...evaluatorAt(nowMs),
  connection: { kind: 'open', sinceMs: 0 },
  sources: new Map(views.map((view) => [view.name, view])),
});

const named = (name: string, ...problems: readonly Problem[]): SourceView => ({
  ...completeView(...problems.map((one) => problem({ ...one, id: `${name}/${one.id}`, source: name }))),
  name,
});
const failing = () => named('default', problemOf());
const down = (name = 'default') => ({ ...named(name, unreachableOf()), status: statusOf({ state: 'down' }) });

describe('headline', () => {
  it('is the product’s name where nothing is wrong', () => {
    expect(headline(stateOf(completeView()), nowMs, 'FlextMonitor')).toEqual({
      title: 'FlextMonitor',
      problems: 0,
      tone: 'calm',
    });
  });

  it('counts the problems of all daemons', () => {
    const north = named('north', problemOf());
    const south = named('south', problemOf(), unhealthyOf());

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
    const state = stateOf(down('north'), named('south', problemOf()));

    expect(headline(state, nowMs, 'FlextMonitor').title).toBe('(2) ⚠ north: Down – FlextMonitor');
  });

  it('counts what was last known of a daemon that is down, beside that', () => {
    const part = { ...problemOf({ partOf: 'default/problem-down' }) };
    const view = { ...named('default', unreachableOf(), part, unhealthyOf({ partOf: 'default/problem-down' })) };

    expect(headline(stateOf(view), nowMs, 'FlextMonitor').problems).toBe(2);
  });

  it('says that nothing is evaluated, and then counts none where none is known', () => {
    const later = nowMs + 16_000;
    const title = (...views: readonly SourceView[]) => headline(stateOf(...views), later, 'FlextMonitor');

    expect(title(completeView())).toEqual({ title: 'Not evaluated – FlextMonitor', problems: null, tone: 'cut-off' });
    expect(title(failing())).toEqual({ title: '(1) Not evaluated – FlextMonitor', problems: 1, tone: 'bad' });
  });

  it('counts none, and not 0, before everything was evaluated', () => {
    const unjudged = viewOf(status(), heartbeatOf({ evaluatedAtMs: null }));

    expect(headline(stateOf(unjudged), nowMs, 'FlextMonitor')).toEqual({ title: 'FlextMonitor', problems: null, tone: 'calm' });
  });

  it.each([
    [{ kind: 'waiting', sinceMs: 0, attempt: 1, retryAtMs: 0, reason: null }, '… Reconnecting – FlextMonitor'],
    [{ kind: 'retrying', sinceMs: 0, attempt: 1 }, '… Reconnecting – FlextMonitor'],
    [{ kind: 'ended', reason: 'signed-out' }, 'Signed out – FlextMonitor'],
    [{ kind: 'ended', reason: 'forbidden' }, 'No access – FlextMonitor'],
  ] as const)('counts nothing while cut off: %j', (connection, title) => {
    const state = { ...stateOf(failing()), connection };

    expect(headline(state, nowMs, 'FlextMonitor')).toEqual({ title, problems: null, tone: 'cut-off' });
  });
});
