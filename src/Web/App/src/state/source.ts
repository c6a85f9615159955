import type { ExecutionData, HealthStatus, Incoming, SourceMessage, SourceStatus } from '../contract/messages';
import { isNewer, trimmed } from './executions';
import { isFull, keptOutOfView, knownRuns } from './outOfView';
import { appended } from './sampling';
import type { ComponentChange, Movement, Runs, SourceView } from './sourceView';

/** How far ahead of the hub's clock news may be before it is held that this clock was set back since. */
const clockSlackMs = 5000;
/** The most removals remembered; they only matter for words that cross each other. */
const mostRemovals = 500;
/** With more of them it was no loss of the connection but of the daemon's memory. */
const mostLost = 50;
/** How far apart news may be that the hub writes at once, in an order of their own. */
const joinedMs = 2000;

export function newSource(name: string, nowMs: number, before?: SourceView): SourceView {
  return {
    name,
    status: null,
    stats: null,
    health: null,
    executions: new Map(),
    outOfView: before ? knownRuns(before) : new Map(),
    lost: before?.lost ?? [],
    removed: new Map(),
    complete: false,
    hasToldRuns: false,
    observedAtMs: null,
    runsObservedAtMs: before?.runsObservedAtMs ?? null,
    delayMs: null,
    components: before?.components ?? new Map(),
    movements: before?.movements ?? new Map(),
    series: before?.series ?? [],
    knownSinceMs: before?.knownSinceMs ?? nowMs,
  };
}

/** Takes in one message; the same view where it is older than what is held. */
export function take(view: SourceView, incoming: Incoming, receivedAtMs: number): SourceView {
  const taken = takeValue(view, incoming);
  if (taken === view && incoming.kind !== 'heartbeat') {
    return view;
  }
  return sampled(observed(withToldRuns(taken, incoming), incoming.message, receivedAtMs), receivedAtMs);
}

/** What became of a lost run was told, or that nobody knows. */
export const withoutLost = (view: SourceView, id: string): SourceView =>
  view.lost.includes(id) ? { ...view, lost: view.lost.filter((other) => other !== id) } : view;

function takeValue(view: SourceView, incoming: Incoming): SourceView {
  switch (incoming.kind) {
    case 'status':
      return isNewer(incoming.message, view.status) ? takeStatus(view, incoming.message) : view;
    case 'stats':
      return isNewer(incoming.message, view.stats) ? { ...view, stats: incoming.message } : view;
    case 'health':
      return isNewer(incoming.message, view.health) ? takeHealth(view, incoming.message) : view;
    case 'execution':
      return takeExecution(view, incoming.message);
    case 'removed':
      return takeRemoval(view, incoming.message);
    case 'heartbeat':
      return withoutGone(view.complete ? view : completed(view));
  }
}

const completed = (view: SourceView): SourceView => withRuns({ ...view, complete: true }, view.executions);

/** Once the daemon has told its runs, what was kept of those that are gone since the connection before is let go. */
function withToldRuns(view: SourceView, { kind, message }: Incoming): SourceView {
  if (view.hasToldRuns || !view.complete || !tellsRuns(view)) {
    return view;
  }
  // They come right behind the status by which it tells them, and a heartbeat after both, which on a busy daemon there is none of.
  const toldAtMs = (view.status?.observedAtMs ?? 0) + joinedMs;
  if (kind !== 'heartbeat' && (message.observedAtMs ?? 0) <= toldAtMs) {
    return view;
  }
  const movements = new Map([...view.movements].filter(([id]) => view.executions.has(id)));
  const known = knownRuns(view);
  const lost = [...new Set([...view.movements.keys(), ...view.lost])].filter((id) => !known.has(id));
  return { ...view, hasToldRuns: true, movements, lost: lost.slice(0, mostLost) };
}

/** Where everything that the daemon has is in view, what is not does not exist any more. */
const withoutGone = (view: SourceView): SourceView =>
  view.outOfView.size > 0 && tellsRuns(view) && !isFull(view) ? { ...view, outOfView: new Map() } : view;

/** Whether a daemon answers, its runs included. */
export const tellsRuns = ({ status }: SourceView): boolean =>
  status?.feeds.executions.ok === true && (status.state === 'live' || status.state === 'degraded');

function takeStatus(view: SourceView, status: SourceStatus): SourceView {
  const isSame = status.executionLimit === view.status?.executionLimit;
  return isSame ? { ...view, status } : withRuns({ ...view, status }, view.executions);
}

/** The view with other executions, of which those past the limit leave it. */
function withRuns(view: SourceView, executions: Runs): SourceView {
  const limit = view.status?.executionLimit ?? Number.POSITIVE_INFINITY;
  const inView = trimmed(executions, limit);
  if (inView.size === executions.size && view.outOfView.size === 0) {
    return { ...view, executions: inView };
  }
  const left = new Map([...view.outOfView, ...executions]);
  // Before all of a first state is there it cannot be told what is out of view.
  return { ...view, executions: inView, outOfView: view.complete ? keptOutOfView(left.values(), inView, limit) : left };
}

function takeHealth(view: SourceView, health: HealthStatus): SourceView {
  if (health.fallback) {
    return { ...view, health };
  }
  const atMs = health.observedAtMs ?? view.knownSinceMs;
  const components = new Map<string, ComponentChange>();
  for (const [name, { healthy }] of health.components) {
    const before = view.components.get(name);
    components.set(name, before?.healthy === healthy ? before : { healthy, sinceMs: atMs, seen: view.components.size > 0 });
  }
  return { ...view, health, components };
}

function takeExecution(view: SourceView, execution: ExecutionData): SourceView {
  const before = view.executions.get(execution.id);
  if (!isNewer(execution, before) || !isNewer(execution, view.removed.get(execution.id))) {
    return view;
  }
  const taken = { ...withoutLost(view, execution.id), movements: moved(view, execution) };
  const executions = new Map(view.executions).set(execution.id, execution);
  // Most of what comes is how far a run is, by which none leaves the view.
  const isSame = before?.status === execution.status && before.startedAtMs === execution.startedAtMs;
  return isSame ? { ...taken, executions } : withRuns(taken, executions);
}

function moved(view: SourceView, execution: ExecutionData): ReadonlyMap<string, Movement> {
  const { id, recordsProcessed, progress } = execution;
  const known = view.movements.get(id);
  if (execution.status !== 'running') {
    return known ? without(view.movements, id) : view.movements;
  }
  // Null is no word of it: progress is unknown whenever the hub does not follow the run.
  const told = {
    recordsProcessed: recordsProcessed ?? known?.recordsProcessed ?? null,
    progress: progress ?? known?.progress ?? null,
  };
  if (known && known.recordsProcessed === told.recordsProcessed && known.progress === told.progress) {
    return view.movements;
  }
  return new Map(view.movements).set(id, { atMs: execution.observedAtMs ?? view.knownSinceMs, ...told });
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}

function takeRemoval(view: SourceView, removal: SourceMessage & { readonly id: string }): SourceView {
  if (!isNewer(removal, view.executions.get(removal.id)) || !isNewer(removal, view.removed.get(removal.id))) {
    return view;
  }
  const kept = [...view.removed].slice(-mostRemovals + 1);
  const removed = new Map(kept).set(removal.id, { epoch: removal.epoch, sequence: removal.sequence });
  const executions = without(view.executions, removal.id);
  const outOfView = without(view.outOfView, removal.id);
  const movements = without(view.movements, removal.id);
  return withoutGone({ ...withoutLost(view, removal.id), executions, outOfView, removed, movements });
}

function observed(view: SourceView, message: SourceMessage, receivedAtMs: number): SourceView {
  const { observedAtMs } = message;
  // What is held to be newest but lies ahead would keep the age at nothing until its time comes.
  const isAhead = view.observedAtMs !== null && view.observedAtMs > receivedAtMs + clockSlackMs;
  if (observedAtMs === null || (view.observedAtMs !== null && observedAtMs <= view.observedAtMs && !isAhead)) {
    return view;
  }
  const runsObservedAtMs = tellsRuns(view) ? observedAtMs : view.runsObservedAtMs;
  const delayMs = view.complete ? Math.max(0, receivedAtMs - observedAtMs) : view.delayMs;
  return { ...view, observedAtMs, runsObservedAtMs, delayMs };
}

function sampled(view: SourceView, nowMs: number): SourceView {
  const series = appended(view.series, view, nowMs);
  return series === view.series ? view : { ...view, series };
}
