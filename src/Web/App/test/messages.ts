import type {
  ComponentHealth,
  DashboardStats,
  ExecutionData,
  FeedStatus,
  HealthStatus,
  Heartbeat,
  Incoming,
  PipelineStatus,
  Problem,
  ProblemResolved,
  Removal,
  SourceStatus,
} from '../src/contract/messages';
import { newSource, take } from '../src/state/source';
import type { SourceView } from '../src/state/sourceView';

/** Messages with valid defaults, so that a test shows only what it is about. */

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

/** Noon, so that an hour more or less is the same day in every zone's summer and winter. */
export const nowMs = Date.UTC(2026, 0, 2, 12);

const order = { source: 'default', epoch: 1, sequence: 1, observedAtMs: nowMs };
const ok: FeedStatus = { ok: true, error: null, notice: null };

export const statusOf = (fields: Partial<SourceStatus> = {}): SourceStatus => ({
  ...order,
  state: 'live',
  error: null,
  sinceMs: nowMs - hourMs,
  lastLiveAtMs: nowMs,
  intervalSeconds: 1,
  executionLimit: 50,
  version: '0.9.0',
  environment: 'test',
  feeds: { stats: ok, health: ok, executions: ok },
  ...fields,
});

export const failedFeed = (error: string): FeedStatus => ({ ok: false, error, notice: null });

export const statsOf = (fields: Partial<DashboardStats> = {}): DashboardStats => ({
  ...order,
  fallback: false,
  error: null,
  activePipelines: 2,
  totalExecutions: 40,
  successRate: 97.5,
  uptimeSeconds: 3600,
  cpuUsage: 12.5,
  memoryUsage: 43.2,
  activeConnections: 3,
  lastKnown: null,
  ...fields,
});

export const componentOf = (fields: Partial<ComponentHealth> = {}): ComponentHealth => ({
  name: 'database',
  healthy: true,
  message: null,
  metadata: new Map(),
  ...fields,
});

export const healthOf = (components: readonly ComponentHealth[], fields: Partial<HealthStatus> = {}): HealthStatus => ({
  ...order,
  fallback: false,
  error: null,
  healthy: components.every((component) => component.healthy),
  components: new Map(components.map((component) => [component.name, component])),
  lastKnown: null,
  ...fields,
});

export const executionOf = (fields: Partial<ExecutionData> = {}): ExecutionData => ({
  ...order,
  id: 'run-1',
  pipelineId: 'orders',
  pipelineName: 'Orders to warehouse',
  status: 'success',
  startedAtMs: nowMs - minuteMs,
  finishedAtMs: null,
  durationSeconds: null,
  progress: null,
  recordsProcessed: null,
  triggeredBy: null,
  errorMessage: null,
  metadata: new Map(),
  ...fields,
});

/** A run that ended at a time, having taken some seconds. */
export const endedRun = (id: string, endedAtMs: number, fields: Partial<ExecutionData> = {}, tookSeconds = 60): ExecutionData =>
  executionOf({
    id,
    startedAtMs: endedAtMs - tookSeconds * 1000,
    finishedAtMs: endedAtMs,
    durationSeconds: tookSeconds,
    ...fields,
  });

export const pipelineOf = (fields: Partial<PipelineStatus> = {}): PipelineStatus => ({
  ...order,
  id: 'orders',
  name: 'Orders to warehouse',
  schedule: null,
  isActive: true,
  nextDueAtMs: null,
  lastExecutionId: null,
  lastStatus: null,
  lastStartedAtMs: null,
  lastEndedAtMs: null,
  lastGoodAtMs: null,
  failuresInARow: 0,
  failuresAtLeast: false,
  usualSeconds: null,
  usualRows: null,
  runs24h: 0,
  succeeded24h: 0,
  failed24h: 0,
  seenPercent24h: 100,
  ...fields,
});

/** A failing pipeline, as long as no other kind is asked for. */
export const problemOf = (fields: Partial<Problem> = {}): Problem => ({
  ...order,
  id: 'problem-1',
  kind: 'failing',
  state: 'open',
  severity: 'critical',
  pipelineId: 'orders',
  pipelineName: 'Orders to warehouse',
  executionId: 'bad',
  component: null,
  figure: null,
  ruleId: null,
  title: 'Orders to warehouse failed',
  detail: null,
  sinceMs: nowMs - 2 * minuteMs,
  sinceAtLeast: false,
  count: 1,
  lastGoodAtMs: null,
  usualSeconds: null,
  unseenSinceMs: null,
  acknowledged: null,
  silencedUntilMs: null,
  partOf: null,
  ...fields,
});

const ofNoPipeline = { pipelineId: null, pipelineName: null, executionId: null, count: null };

/** A run of the pipeline `stock` that has not moved for an hour. */
export const stuckOf = (fields: Partial<Problem> = {}): Problem =>
  problemOf({
    id: 'problem-stuck',
    kind: 'stuck',
    severity: 'warning',
    pipelineId: 'stock',
    pipelineName: 'Stock',
    executionId: 'now',
    title: 'Stock is stuck: nothing has moved for long',
    count: null,
    sinceMs: nowMs - hourMs,
    ...fields,
  });

/** The component `database`, which is not healthy. */
export const unhealthyOf = (fields: Partial<Problem> = {}): Problem =>
  problemOf({
    ...ofNoPipeline,
    id: 'problem-database',
    kind: 'component',
    component: 'database',
    title: 'database of default is not healthy',
    ...fields,
  });

/** The daemon, which cannot be reached. */
export const unreachableOf = (fields: Partial<Problem> = {}): Problem =>
  problemOf({ ...ofNoPipeline, id: 'problem-down', kind: 'unreachable', title: 'default cannot be reached', ...fields });

/** The daemon, which answers in part. */
export const degradedOf = (fields: Partial<Problem> = {}): Problem =>
  problemOf({
    ...ofNoPipeline,
    id: 'problem-degraded',
    kind: 'degraded',
    severity: 'warning',
    title: 'default answers only in part',
    ...fields,
  });

export const heartbeatOf = (fields: Partial<Heartbeat> = {}): Incoming => ({
  kind: 'heartbeat',
  message: { ...order, evaluatedAtMs: nowMs, ...fields },
});

export const status = (fields: Partial<SourceStatus> = {}): Incoming => ({ kind: 'status', message: statusOf(fields) });
export const stats = (fields: Partial<DashboardStats> = {}): Incoming => ({ kind: 'stats', message: statsOf(fields) });
export const health = (components: readonly ComponentHealth[], fields: Partial<HealthStatus> = {}): Incoming => ({
  kind: 'health',
  message: healthOf(components, fields),
});
export const execution = (fields: Partial<ExecutionData> = {}): Incoming => ({ kind: 'execution', message: executionOf(fields) });
export const run = (message: ExecutionData): Incoming => ({ kind: 'execution', message });
export const removed = (id: string, fields: Partial<Removal> = {}): Incoming => ({
  kind: 'removed',
  message: { ...order, id, ...fields },
});
export const pipeline = (fields: Partial<PipelineStatus> = {}): Incoming => ({ kind: 'pipeline', message: pipelineOf(fields) });
export const pipelineRemoved = (id: string, fields: Partial<Removal> = {}): Incoming => ({
  kind: 'pipelineRemoved',
  message: { ...order, id, ...fields },
});
export const problem = (message: Problem = problemOf()): Incoming => ({ kind: 'problem', message });
export const resolvedOf = (id: string, fields: Partial<ProblemResolved> = {}): ProblemResolved => ({
  ...order,
  sequence: 2,
  id,
  resolvedAtMs: nowMs,
  ...fields,
});
export const resolved = (id: string, fields: Partial<ProblemResolved> = {}): Incoming => ({
  kind: 'problemResolved',
  message: resolvedOf(id, fields),
});
/** The heartbeat of the evaluator. */
export const evaluatorHeartbeat = (fields: Partial<Heartbeat> = {}): Incoming => heartbeatOf({ source: '_monitor', ...fields });

/** What a page knows after some messages, received when they were observed. */
export const viewOf = (...incoming: readonly Incoming[]): SourceView => again(newSource('default'), ...incoming);

/** A view that has been told more. */
export const again = (view: SourceView, ...incoming: readonly Incoming[]): SourceView =>
  incoming.reduce((held, one) => take(held, one, one.message.observedAtMs ?? nowMs), view);

/** A view whose first state is all there and was evaluated: a live status, and what else a test needs. */
export const completeView = (...incoming: readonly Incoming[]): SourceView => viewOf(status(), ...incoming, heartbeatOf());
