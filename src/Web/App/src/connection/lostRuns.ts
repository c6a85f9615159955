import type { ExecutionData } from '../contract/messages';
import { hasEnded } from '../state/executions';
import { tellsRuns } from '../state/source';
import type { Store } from '../state/store';
import type { HubClock } from './hubClock';
import { hubErrorOf, notFound } from './hubError';
import type { HubLink } from './hubLink';

/**
 * Asks for runs that were running when the connection was lost and are not in view after it: nothing else says that and how they ended.
 * One after the other, because a hub runs few calls of a connection at once and a person's calls come first. A run that could not be
 * fetched is asked for again over the next connection, or once the daemon is back. `link`: the open connection, for calls; null while there is none.
 */
export function watchLostRuns(store: Store, clock: HubClock, link: () => HubLink | null): void {
  let asked: HubLink | null = null;
  let isAsking = false;
  /** Ids of runs that could not be fetched over this connection, by daemon. */
  const untold = new Map<string, Set<string>>();
  store.subscribe(askNext);

  function askNext(): void {
    const open = link();
    if (open !== asked) {
      asked = open;
      isAsking = false;
      untold.clear();
    }
    const { connection, confirmed, sources } = store.state;
    for (const view of sources.values()) {
      if (!tellsRuns(view)) {
        untold.delete(view.name);
      }
      // A daemon that this connection has not sent yet is shown as the connection before it left it.
      const isKnown = connection.kind === 'open' && confirmed.has(view.name) && view.hasToldRuns && tellsRuns(view);
      const id = isKnown ? view.lost.find((lost) => !untold.get(view.name)?.has(lost)) : undefined;
      if (open && !isAsking && id !== undefined) {
        isAsking = true;
        void ask(open, view.name, id);
      }
    }
  }

  async function ask(open: HubLink, source: string, id: string): Promise<void> {
    const answer = await answerOf(open, source, id);
    if (open !== asked || open !== link()) {
      return;
    }
    if (answer === 'untold') {
      untold.set(source, (untold.get(source) ?? new Set()).add(id));
    } else {
      // A run that still goes on is not shown: out of view, nothing would say when it ends.
      if (answer !== 'none' && hasEnded(answer)) {
        store.dispatch({ type: 'message', incoming: { kind: 'execution', message: answer }, receivedAtMs: clock.nowMs() });
      }
      store.dispatch({ type: 'answered', source, id });
    }
    isAsking = false;
    askNext();
  }
}

async function answerOf(open: HubLink, source: string, id: string): Promise<ExecutionData | 'none' | 'untold'> {
  try {
    return await open.getExecution(source, id);
  } catch (error) {
    // The daemon answered that it has no such run, which stays so. After any other error it may have one.
    return hubErrorOf(error).code === notFound ? 'none' : 'untold';
  }
}
