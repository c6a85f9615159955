import type { Incoming } from '../../src/contract/messages';
import { type Action, initialState, type MonitorState, reduce } from '../../src/state/monitor';
import { gapsOf } from '../../src/state/series';
import { execution, heartbeatOf, nowMs, stats, status } from '../messages';

/** What the tests of the state of the page share. */

export const message = (incoming: Incoming): Action => ({ type: 'message', incoming, receivedAtMs: nowMs });
export const opened: Action = { type: 'opened', atMs: nowMs };
export const settled: Action = { type: 'settled' };
export const gaps = ({ sources }: MonitorState) => gapsOf(sources.get('default')?.series ?? [], 'cpu');
export const stateAfter = (state: MonitorState, ...actions: readonly Action[]): MonitorState => actions.reduce(reduce, state);

/** Connected, with all of one daemon there. */
export const connected = stateAfter(
  initialState,
  opened,
  message(status()),
  message(stats({ cpuUsage: 10 })),
  message(execution({ id: 'old' })),
  message(heartbeatOf()),
);
