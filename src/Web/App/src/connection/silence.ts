import { freshnessOf } from '../state/freshness';
import type { MonitorState } from '../state/monitor';
import type { Store } from '../state/store';
import type { HubClock } from './hubClock';

const everyMs = 2000;

/** Whether an open connection brings no news of any daemon: all are silent, or the connection is dead and nothing has noticed it. */
export function isSilent({ connection, sources }: MonitorState, nowMs: number): boolean {
  const freshness = [...sources.values()].map((view) => freshnessOf(view, nowMs));
  return (
    connection.kind === 'open' && freshness.includes('stale') && !freshness.includes('live') && !freshness.includes('degraded')
  );
}

/** Checks a connection that brings nothing. SignalR itself would notice half a minute later that it is dead. */
export function watchSilence(store: Store, clock: HubClock, prove: () => void): void {
  setInterval(() => {
    if (isSilent(store.state, clock.nowMs())) {
      prove();
    }
  }, everyMs);
}
