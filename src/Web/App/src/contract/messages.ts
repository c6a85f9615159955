/** The records of the hub's protocol as the page holds them: times are milliseconds since 1970 (UTC), by the hub's clock. */

export type SourceState = 'connecting' | 'live' | 'degraded' | 'down';
export type FeedName = 'stats' | 'health' | 'executions';
export type ExecutionStatus = 'pending' | 'running' | 'success' | 'failed' | 'cancelled' | 'unknown';
export type ClosingReason = 'restarting' | 'expired' | 'signed-out' | 'forbidden' | 'slow';

/** What every message about a source carries. `epoch` and `sequence` order the values of one key only. */
export interface SourceMessage {
  readonly source: string;
  readonly epoch: number;
  readonly sequence: number;
  /** When the daemon's answer arrived; null if it was never heard. */
  readonly observedAtMs: number | null;
}

export interface FeedStatus {
  readonly ok: boolean;
  readonly error: string | null;
  /** What of an answer is not shown; null if all of it is. */
  readonly notice: string | null;
}

export interface SourceStatus extends SourceMessage {
  readonly state: SourceState;
  readonly error: string | null;
  readonly sinceMs: number;
  readonly lastLiveAtMs: number | null;
  readonly intervalSeconds: number;
  readonly executionLimit: number;
  readonly version: string | null;
  readonly environment: string | null;
  readonly feeds: Readonly<Record<FeedName, FeedStatus>>;
}

/** Figures of a daemon; null if it did not tell. Percents are 0–100. */
export interface StatsFigures {
  readonly activePipelines: number | null;
  readonly totalExecutions: number | null;
  readonly successRate: number | null;
  readonly uptimeSeconds: number | null;
  readonly cpuUsage: number | null;
  readonly memoryUsage: number | null;
  readonly activeConnections: number | null;
}

export interface LastKnownStats extends StatsFigures {
  readonly observedAtMs: number;
}

export interface DashboardStats extends SourceMessage, StatsFigures {
  readonly fallback: boolean;
  readonly error: string | null;
  readonly lastKnown: LastKnownStats | null;
}

export interface ComponentHealth {
  readonly name: string;
  readonly healthy: boolean;
  readonly message: string | null;
  readonly metadata: ReadonlyMap<string, string>;
}

export interface HealthFindings {
  readonly healthy: boolean;
  readonly components: ReadonlyMap<string, ComponentHealth>;
}

export interface LastKnownHealth extends HealthFindings {
  readonly observedAtMs: number;
}

export interface HealthStatus extends SourceMessage, HealthFindings {
  readonly fallback: boolean;
  readonly error: string | null;
  readonly lastKnown: LastKnownHealth | null;
}

export interface ExecutionData extends SourceMessage {
  readonly id: string;
  readonly pipelineId: string;
  readonly pipelineName: string;
  readonly status: ExecutionStatus;
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
  /** Null while it runs: count from `startedAtMs`. */
  readonly durationSeconds: number | null;
  /** Above 0 to 100; null unless known. */
  readonly progress: number | null;
  readonly recordsProcessed: number | null;
  readonly triggeredBy: string | null;
  readonly errorMessage: string | null;
  readonly metadata: ReadonlyMap<string, string>;
}

export interface ExecutionRemoved extends SourceMessage {
  readonly id: string;
}

export type Heartbeat = SourceMessage;

export interface Closing {
  readonly reason: ClosingReason;
  readonly retryAfterSeconds: number;
}

export interface LogLine {
  readonly timestampMs: number | null;
  readonly level: string | null;
  readonly message: string;
}

/** A message with the method that it came by. */
export type Incoming =
  | { readonly kind: 'status'; readonly message: SourceStatus }
  | { readonly kind: 'stats'; readonly message: DashboardStats }
  | { readonly kind: 'health'; readonly message: HealthStatus }
  | { readonly kind: 'execution'; readonly message: ExecutionData }
  | { readonly kind: 'removed'; readonly message: ExecutionRemoved }
  | { readonly kind: 'heartbeat'; readonly message: Heartbeat };
