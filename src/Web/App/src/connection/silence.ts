import { freshnessOf } from '../state/freshness';
import type { MonitorState } from '../state/monitor';
import type { Store } from '../state/store';
import type { HubClock } from './hubClock';

const everyMs = 2000;

/** Whether an open connection brings no news of any daemon: they are all silent, or it is dead and nobody has noticed. */
export function isSilent({ connection, sources }: MonitorState, nowMs: number): boolean {
  const freshness = [...sources.values()].map((view) => freshnessOf(view, nowMs));
  return (
    connection.kind === 'open' && freshness.includes('stale') && !freshness.includes('live') && !freshness.includes('degraded')
  );
}

/** Has a connection over which nothing comes prove that it lives: by itself that would be noticed half a minute later. */
export function watchSilence(store: Store, clock: HubClock, prove: () => void): void {
  setInterval(() => {
    if (isSilent(store.state, clock.nowMs())) {
      prove();
    }
  }, everyMs);
}
