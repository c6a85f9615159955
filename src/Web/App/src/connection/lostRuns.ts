import { hasEnded } from '../state/executions';
import type { Store } from '../state/store';
import type { HubClock } from './hubClock';
import type { HubLink } from './hubLink';

/** With more of them it was no loss of the connection but of the daemon's memory. */
const mostAsked = 50;

/**
 * Asks for runs that went on when the connection was lost and are not in view after it: that they ended, and how, nothing else tells.
 * `link`: the open connection, for calls; null while there is none.
 */
export function watchLostRuns(store: Store, clock: HubClock, link: () => HubLink | null): void {
  const asked = new WeakSet<readonly string[]>();
  store.subscribe(() => {
    for (const { name, lost } of store.state.sources.values()) {
      const open = lost.length > 0 && !asked.has(lost) ? link() : null;
      if (open) {
        asked.add(lost);
        for (const id of lost.slice(0, mostAsked)) {
          void ask(open, name, id);
        }
      }
    }
  });

  async function ask(open: HubLink, source: string, id: string): Promise<void> {
    try {
      const message = await open.getExecution(source, id);
      // Of one that goes on after all nobody would say when it ends: what the hub watches it pushes.
      if (hasEnded(message)) {
        store.dispatch({ type: 'message', incoming: { kind: 'execution', message }, receivedAtMs: clock.nowMs() });
      }
    } catch {
      // The daemon has it no more, or does not say: then nobody knows.
    }
  }
}
