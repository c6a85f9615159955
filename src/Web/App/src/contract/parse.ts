import type {
  Acknowledgement,
  Closing,
  ComponentHealth,
  DashboardStats,
  ExecutionData,
  FeedStatus,
  HealthFindings,
  HealthStatus,
  Heartbeat,
  LogLine,
  PipelineStatus,
  Problem,
  ProblemResolved,
  Removal,
  SourceMessage,
  SourceStatus,
  StatsFigures,
} from './messages';
import * as read from './read';

const states = ['connecting', 'live', 'degraded', 'down'] as const;
const statuses = ['unknown', 'pending', 'running', 'success', 'failed', 'cancelled'] as const;
const severities = ['info', 'warning', 'critical'] as const;
const problemStates = ['open', 'recovering'] as const;
const reasons = ['restarting', 'expired', 'signed-out', 'forbidden', 'slow'] as const;

export function parseStatus(sent: unknown): SourceStatus {
  const from = read.fields(sent, 'SourceStatus');
  const feeds = read.fields(from.feeds, 'feeds');
  return {
    ...parseOrder(from),
    state: read.word(from, 'state', states),
    error: read.textOrNull(from, 'error'),
    sinceMs: read.time(from, 'since'),
    lastLiveAtMs: read.timeOrNull(from, 'lastLiveAt'),
    intervalSeconds: read.number(from, 'intervalSeconds'),
    executionLimit: read.number(from, 'executionLimit'),
    version: read.textOrNull(from, 'version'),
    environment: read.textOrNull(from, 'environment'),
    feeds: { stats: parseFeed(feeds.stats), health: parseFeed(feeds.health), executions: parseFeed(feeds.executions) },
  };
}

export function parseStats(sent: unknown): DashboardStats {
  const from = read.fields(sent, 'DashboardStats');
  return {
    ...parseOrder(from),
    ...parseFigures(from),
    fallback: read.flag(from, 'fallback'),
    error: read.textOrNull(from, 'error'),
    lastKnown: parseLastKnown(from, parseFigures),
  };
}

export function parseHealth(sent: unknown): HealthStatus {
  const from = read.fields(sent, 'HealthStatus');
  return {
    ...parseOrder(from),
    ...parseFindings(from),
    fallback: read.flag(from, 'fallback'),
    error: read.textOrNull(from, 'error'),
    lastKnown: parseLastKnown(from, parseFindings),
  };
}

export function parseExecution(sent: unknown): ExecutionData {
  const from = read.fields(sent, 'ExecutionData');
  return {
    ...parseOrder(from),
    id: read.text(from, 'id'),
    pipelineId: read.text(from, 'pipelineId'),
    pipelineName: read.text(from, 'pipelineName'),
    status: read.word(from, 'status', statuses, 'unknown'),
    startedAtMs: read.timeOrNull(from, 'startedAt'),
    finishedAtMs: read.timeOrNull(from, 'finishedAt'),
    durationSeconds: read.numberOrNull(from, 'durationSeconds'),
    progress: read.numberOrNull(from, 'progress'),
    recordsProcessed: read.numberOrNull(from, 'recordsProcessed'),
    triggeredBy: read.textOrNull(from, 'triggeredBy'),
    errorMessage: read.textOrNull(from, 'errorMessage'),
    metadata: read.texts(from, 'metadata'),
  };
}

export function parsePipeline(sent: unknown): PipelineStatus {
  const from = read.fields(sent, 'PipelineStatus');
  return {
    ...parseOrder(from),
    id: read.text(from, 'id'),
    name: read.text(from, 'name'),
    schedule: read.textOrNull(from, 'schedule'),
    isActive: read.flag(from, 'isActive'),
    nextDueAtMs: read.timeOrNull(from, 'nextDueAt'),
    lastExecutionId: read.textOrNull(from, 'lastExecutionId'),
    lastStatus: from.lastStatus == null ? null : read.word(from, 'lastStatus', statuses, 'unknown'),
    lastStartedAtMs: read.timeOrNull(from, 'lastStartedAt'),
    lastEndedAtMs: read.timeOrNull(from, 'lastEndedAt'),
    lastGoodAtMs: read.timeOrNull(from, 'lastGoodAt'),
    failuresInARow: read.number(from, 'failuresInARow'),
    failuresAtLeast: read.flag(from, 'failuresAtLeast'),
    usualSeconds: read.numberOrNull(from, 'usualSeconds'),
    usualRows: read.numberOrNull(from, 'usualRows'),
    runs24h: read.number(from, 'runs24h'),
    succeeded24h: read.number(from, 'succeeded24h'),
    failed24h: read.number(from, 'failed24h'),
    seenPercent24h: read.number(from, 'seenPercent24h'),
  };
}

export function parseProblem(sent: unknown): Problem {
  const from = read.fields(sent, 'Problem');
  return {
    ...parseOrder(from),
    id: read.text(from, 'id'),
    kind: read.text(from, 'kind'),
    state: read.word(from, 'state', problemStates, 'open'),
    severity: read.word(from, 'severity', severities, 'warning'),
    pipelineId: read.textOrNull(from, 'pipelineId'),
    pipelineName: read.textOrNull(from, 'pipelineName'),
    executionId: read.textOrNull(from, 'executionId'),
    component: read.textOrNull(from, 'component'),
    figure: read.textOrNull(from, 'figure'),
    ruleId: read.textOrNull(from, 'ruleId'),
    title: read.text(from, 'title'),
    detail: read.textOrNull(from, 'detail'),
    sinceMs: read.time(from, 'since'),
    sinceAtLeast: read.flag(from, 'sinceAtLeast'),
    count: read.numberOrNull(from, 'count'),
    lastGoodAtMs: read.timeOrNull(from, 'lastGoodAt'),
    usualSeconds: read.numberOrNull(from, 'usualSeconds'),
    unseenSinceMs: read.timeOrNull(from, 'unseenSince'),
    acknowledged: from.acknowledged == null ? null : parseAcknowledgement(from.acknowledged),
    silencedUntilMs: read.timeOrNull(from, 'silencedUntil'),
    partOf: read.textOrNull(from, 'partOf'),
  };
}

export function parseResolved(sent: unknown): ProblemResolved {
  const from = read.fields(sent, 'ProblemResolved');
  return { ...parseRemoval(from), resolvedAtMs: read.time(from, 'resolvedAt') };
}

/** Reads what removes a value: `name` is the message's, for the error. */
export const parseRemoved = (sent: unknown, name: string): Removal => parseRemoval(read.fields(sent, name));

export function parseHeartbeat(sent: unknown): Heartbeat {
  const from = read.fields(sent, 'Heartbeat');
  return { ...parseOrder(from), evaluatedAtMs: read.timeOrNull(from, 'evaluatedAt') };
}

export function parseClosing(sent: unknown): Closing {
  const from = read.fields(sent, 'Closing');
  return { reason: read.word(from, 'reason', reasons), retryAfterSeconds: read.number(from, 'retryAfterSeconds') };
}

export function parseLogLine(sent: unknown): LogLine {
  const from = read.fields(sent, 'log line');
  return {
    timestampMs: read.timeOrNull(from, 'timestamp'),
    level: read.textOrNull(from, 'level'),
    message: read.text(from, 'message'),
  };
}

function parseOrder(from: read.Fields): SourceMessage {
  return {
    source: read.text(from, 'source'),
    epoch: read.number(from, 'epoch'),
    sequence: read.number(from, 'sequence'),
    observedAtMs: read.timeOrNull(from, 'observedAt'),
  };
}

const parseRemoval = (from: read.Fields): Removal => ({ ...parseOrder(from), id: read.text(from, 'id') });

function parseAcknowledgement(sent: unknown): Acknowledgement {
  const from = read.fields(sent, 'acknowledged');
  return {
    by: read.text(from, 'by'),
    atMs: read.time(from, 'at'),
    untilMs: read.time(from, 'until'),
    note: read.textOrNull(from, 'note'),
  };
}

/** A feed that was not heard yet is not in the map. */
function parseFeed(sent: unknown): FeedStatus {
  if (sent === undefined) {
    return { ok: false, error: null, notice: null };
  }
  const from = read.fields(sent, 'feed');
  return { ok: read.flag(from, 'ok'), error: read.textOrNull(from, 'error'), notice: read.textOrNull(from, 'notice') };
}

function parseFigures(from: read.Fields): StatsFigures {
  return {
    activePipelines: read.numberOrNull(from, 'activePipelines'),
    totalExecutions: read.numberOrNull(from, 'totalExecutions'),
    successRate: read.numberOrNull(from, 'successRate'),
    uptimeSeconds: read.numberOrNull(from, 'uptimeSeconds'),
    cpuUsage: read.numberOrNull(from, 'cpuUsage'),
    memoryUsage: read.numberOrNull(from, 'memoryUsage'),
    activeConnections: read.numberOrNull(from, 'activeConnections'),
  };
}

function parseFindings(from: read.Fields): HealthFindings {
  return { healthy: read.flag(from, 'healthy'), components: read.map(from, 'components', parseComponent) };
}

function parseComponent(sent: unknown): ComponentHealth {
  const from = read.fields(sent, 'component');
  return {
    name: read.text(from, 'name'),
    healthy: read.flag(from, 'healthy'),
    message: read.textOrNull(from, 'message'),
    metadata: read.texts(from, 'metadata'),
  };
}

function parseLastKnown<T>(from: read.Fields, parse: (from: read.Fields) => T): (T & { observedAtMs: number }) | null {
  if (from.lastKnown == null) {
    return null;
  }
  const known = read.fields(from.lastKnown, 'lastKnown');
  return { ...parse(known), observedAtMs: read.time(known, 'observedAt') };
}
