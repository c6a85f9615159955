import type { ExecutionData } from '../../contract/messages';
import { endedAtMs } from '../../state/executions';
import type { MonitorState } from '../../state/monitor';
import { knownRuns } from '../../state/outOfView';
import type { SourceView } from '../../state/sourceView';

/** An event that is worth a notification. */
export type Signal =
  | { readonly kind: 'failed'; readonly source: string; readonly execution: ExecutionData }
  | { readonly kind: 'down'; readonly source: string; readonly sinceMs: number; readonly error: string | null }
  /** `sinceMs`: when it went down. */
  | { readonly kind: 'back'; readonly source: string; readonly sinceMs: number };

/** By how much a daemon's clock, which says when a run ended, may be behind the hub's. */
const clockSlackMs = 60_000;

/**
 * Daemons as they were when they last told something of themselves, by name. One that is being connected to tells nothing: over a
 * restart of the hub what counts is how it was before.
 */
export type Told = ReadonlyMap<string, SourceView>;

const tells = (view: SourceView): boolean => view.complete && view.status !== null && view.status.state !== 'connecting';

/** What is known of the daemons of a state, and of those that tell nothing now, what was known before. */
export const toldBy = (state: MonitorState, before: Told = new Map()): Told =>
  new Map(
    [...state.sources].flatMap(([name, view]): [string, SourceView][] => {
      const told = tells(view) ? view : before.get(name);
      return told ? [[name, told]] : [];
    }),
  );

/** The same, with those daemons of a state that are not in it: what follows the first that they tell is news, however soon it comes. */
export function meeting(told: Told, state: MonitorState): Told {
  const isNew = [...state.sources].some(([name, view]) => !told.has(name) && tells(view));
  return isNew ? new Map([...toldBy(state), ...told]) : told;
}

/** What has happened since: runs that failed, daemons that went down or came back. Never what a first state tells. */
export function signals(before: Told, after: MonitorState): readonly Signal[] {
  const found: Signal[] = [];
  for (const [name, view] of after.sources) {
    const known = before.get(name);
    if (known && known !== view && tells(view)) {
      found.push(...turned(known, view), ...failed(known, view));
    }
  }
  return found;
}

function turned(before: SourceView, after: SourceView): readonly Signal[] {
  const was = before.status;
  const is = after.status;
  if (!was || !is) {
    return [];
  }
  if (is.state === 'down' && was.state !== 'down') {
    return [{ kind: 'down', source: after.name, sinceMs: is.sinceMs, error: is.error }];
  }
  const isBack = was.state === 'down' && (is.state === 'live' || is.state === 'degraded');
  return isBack ? [{ kind: 'back', source: after.name, sinceMs: was.sinceMs }] : [];
}

function failed(before: SourceView, after: SourceView): readonly Signal[] {
  const known = knownRuns(before);
  const runs = knownRuns(after);
  if (known === runs) {
    return [];
  }
  return [...runs.values()]
    .filter((execution) => execution.status === 'failed' && isNew(execution, known.get(execution.id), before))
    .map((execution) => ({ kind: 'failed', source: after.name, execution }));
}

/**
 * A failure that was not there before: one of a run that was known otherwise, or went on when the connection was lost, or came and went
 * unseen, but no old one.
 */
function isNew(execution: ExecutionData, known: ExecutionData | undefined, before: SourceView): boolean {
  if (known) {
    return known.status !== 'failed';
  }
  const { lost, movements, observedAtMs } = before;
  // That it went on is kept with its movements until it is found to be lost.
  if (lost.includes(execution.id) || movements.has(execution.id)) {
    return true;
  }
  const endedMs = endedAtMs(execution);
  return endedMs !== null && observedAtMs !== null && endedMs > observedAtMs - clockSlackMs;
}
