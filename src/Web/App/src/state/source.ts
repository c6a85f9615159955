import type { DashboardStats, ExecutionData, HealthStatus, Incoming, SourceMessage, SourceStatus } from '../contract/messages';
import { isNewer, trimmed } from './executions';
import { isFull, keptOutOfView, knownRuns, type Runs } from './outOfView';
import { appended, type Series } from './series';

/** Since when a component of a daemon is as it is. */
export interface ComponentChange {
  readonly healthy: boolean;
  readonly sinceMs: number;
  /** False where it already was so when this page first heard of it. */
  readonly seen: boolean;
}

/** When something of a running execution last moved: records or progress, as they then were. Kept over a new connection. */
export interface Movement {
  readonly atMs: number;
  readonly recordsProcessed: number | null;
  readonly progress: number | null;
}

/** Everything this page knows of one daemon. Replaced, never changed. */
export interface SourceView {
  readonly name: string;
  readonly status: SourceStatus | null;
  readonly stats: DashboardStats | null;
  readonly health: HealthStatus | null;
  /** Those in view: the newest up to the limit, and every one that runs. */
  readonly executions: Runs;
  /** Ended ones that newer ones put out of view and that still say something of now. Kept over a new connection, which sends none of them. */
  readonly outOfView: Runs;
  /** Ids of those that ran when the connection before was lost, and of which the one now open has sent nothing. */
  readonly lost: readonly string[];
  /** Where removals stand in the order, so that late words of what is gone are dropped. */
  readonly removed: ReadonlyMap<string, Pick<SourceMessage, 'epoch' | 'sequence'>>;
  /** Whether its first state is all there. */
  readonly complete: boolean;
  /** The newest `observedAt` of any message; null where the daemon was never heard. */
  readonly observedAtMs: number | null;
  /** From the daemon's answer to this page, of the newest live message; null before the first. */
  readonly delayMs: number | null;
  readonly components: ReadonlyMap<string, ComponentChange>;
  readonly movements: ReadonlyMap<string, Movement>;
  readonly series: Series;
  /** When this page first heard of it, by the hub's clock: what came before cannot be told. */
  readonly knownSinceMs: number;
}

/** How far ahead of the hub's clock news may be before it is held that this clock was set back since. */
const clockSlackMs = 5000;
/** The most removals remembered; they only matter for words that cross each other. */
const mostRemovals = 500;

export function newSource(name: string, nowMs: number, before?: SourceView): SourceView {
  return {
    name,
    status: null,
    stats: null,
    health: null,
    executions: new Map(),
    outOfView: before ? knownRuns(before) : new Map(),
    lost: [],
    removed: new Map(),
    complete: false,
    observedAtMs: null,
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
  return sampled(observed(taken, incoming.message, receivedAtMs), receivedAtMs);
}

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

/** What was kept of runs that are gone since the connection before is let go. */
function completed(view: SourceView): SourceView {
  const movements = new Map([...view.movements].filter(([id]) => view.executions.has(id)));
  const lost = [...view.movements.keys()].filter((id) => !view.executions.has(id));
  return withRuns({ ...view, complete: true, movements, lost }, view.executions);
}

/** Where everything that the daemon has is in view, what is not does not exist any more. */
function withoutGone(view: SourceView): SourceView {
  const isListed =
    view.status?.feeds.executions.ok === true && (view.status.state === 'live' || view.status.state === 'degraded');
  return view.outOfView.size > 0 && isListed && !isFull(view) ? { ...view, outOfView: new Map() } : view;
}

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
  const movements = moved(view, execution);
  const executions = new Map(view.executions).set(execution.id, execution);
  // Most of what comes is how far a run is, by which none leaves the view.
  const isSame = before?.status === execution.status && before.startedAtMs === execution.startedAtMs;
  return isSame ? { ...view, executions, movements } : withRuns({ ...view, movements }, executions);
}

function moved(view: SourceView, execution: ExecutionData): ReadonlyMap<string, Movement> {
  const { id, recordsProcessed, progress } = execution;
  const known = view.movements.get(id);
  if (execution.status !== 'running') {
    return known ? without(view.movements, id) : view.movements;
  }
  if (known && known.recordsProcessed === recordsProcessed && known.progress === progress) {
    return view.movements;
  }
  const atMs = execution.observedAtMs ?? view.knownSinceMs;
  return new Map(view.movements).set(id, { atMs, recordsProcessed, progress });
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
  return withoutGone({ ...view, executions, outOfView, removed, movements: without(view.movements, removal.id) });
}

function observed(view: SourceView, message: SourceMessage, receivedAtMs: number): SourceView {
  const { observedAtMs } = message;
  // What is held to be newest but lies ahead would keep the age at nothing until its time comes.
  const isAhead = view.observedAtMs !== null && view.observedAtMs > receivedAtMs + clockSlackMs;
  if (observedAtMs === null || (view.observedAtMs !== null && observedAtMs <= view.observedAtMs && !isAhead)) {
    return view;
  }
  return { ...view, observedAtMs, delayMs: view.complete ? Math.max(0, receivedAtMs - observedAtMs) : view.delayMs };
}

function sampled(view: SourceView, nowMs: number): SourceView {
  const series = appended(view.series, view, nowMs);
  return series === view.series ? view : { ...view, series };
}
