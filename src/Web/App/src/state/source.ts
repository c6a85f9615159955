import type { DashboardStats, ExecutionData, HealthStatus, Incoming, SourceMessage, SourceStatus } from '../contract/messages';
import { isNewer, trimmed } from './executions';
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
  readonly executions: ReadonlyMap<string, ExecutionData>;
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
      return view.complete ? view : completed(view);
  }
}

/** What was kept of runs that are gone since the connection before is let go. */
function completed(view: SourceView): SourceView {
  return { ...view, complete: true, movements: new Map([...view.movements].filter(([id]) => view.executions.has(id))) };
}

function takeStatus(view: SourceView, status: SourceStatus): SourceView {
  return { ...view, status, executions: trimmed(view.executions, status.executionLimit) };
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
  const executions = new Map(view.executions).set(execution.id, execution);
  return {
    ...view,
    executions: view.status ? trimmed(executions, view.status.executionLimit) : executions,
    movements: moved(view, execution),
  };
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
  return { ...view, executions, removed, movements: without(view.movements, removal.id) };
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
