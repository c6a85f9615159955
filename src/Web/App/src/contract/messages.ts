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

/** What a removal says: the value with this id exists no longer. */
export interface Removal extends SourceMessage {
  readonly id: string;
}

/** How a pipeline stands, as the evaluator judges it. */
export interface PipelineStatus extends SourceMessage {
  readonly id: string;
  readonly name: string;
  /** Mostly a cron expression; null if the daemon reports none. */
  readonly schedule: string | null;
  readonly isActive: boolean;
  readonly nextDueAtMs: number | null;
  /** Its newest known run by start; null if none is known. */
  readonly lastExecutionId: string | null;
  readonly lastStatus: ExecutionStatus | null;
  readonly lastStartedAtMs: number | null;
  readonly lastEndedAtMs: number | null;
  readonly lastGoodAtMs: number | null;
  readonly failuresInARow: number;
  /** Whether there may be more, because older runs are not known. */
  readonly failuresAtLeast: boolean;
  /** Median of the last successful runs; null with fewer than 3. */
  readonly usualSeconds: number | null;
  readonly usualRows: number | null;
  /** Known runs that ended within the last 24 hours, cancelled ones left out. */
  readonly runs24h: number;
  readonly succeeded24h: number;
  readonly failed24h: number;
  /** How much of the last 24 hours was watched, 0–100. */
  readonly seenPercent24h: number;
}

export type ProblemState = 'open' | 'recovering';
export type ProblemSeverity = 'info' | 'warning' | 'critical';

export interface Acknowledgement {
  readonly by: string;
  readonly atMs: number;
  readonly untilMs: number;
  readonly note: string | null;
}

/** Something that needs a person, as the evaluator judges it. */
export interface Problem extends SourceMessage {
  /** The same for its whole life, and never used again. */
  readonly id: string;
  /** Such as `failing`. Hubs of later versions send further kinds: those are shown by their title. */
  readonly kind: string;
  readonly state: ProblemState;
  readonly severity: ProblemSeverity;
  readonly pipelineId: string | null;
  readonly pipelineName: string | null;
  readonly executionId: string | null;
  /** Its key among the daemon's components. */
  readonly component: string | null;
  readonly figure: string | null;
  readonly ruleId: string | null;
  /** One English sentence without a full stop. */
  readonly title: string;
  readonly detail: string | null;
  readonly sinceMs: number;
  /** Whether it may have begun before `sinceMs`. */
  readonly sinceAtLeast: boolean;
  readonly count: number | null;
  readonly lastGoodAtMs: number | null;
  readonly usualSeconds: number | null;
  /** Since when its subject cannot be seen; null while it can. */
  readonly unseenSinceMs: number | null;
  readonly acknowledged: Acknowledgement | null;
  readonly silencedUntilMs: number | null;
  /** Id of the problem that explains this one. */
  readonly partOf: string | null;
}

export interface ProblemResolved extends Removal {
  readonly resolvedAtMs: number;
}

export interface Heartbeat extends SourceMessage {
  /** When the source was last evaluated; null before it first was. */
  readonly evaluatedAtMs: number | null;
}

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
  | { readonly kind: 'removed'; readonly message: Removal }
  | { readonly kind: 'pipeline'; readonly message: PipelineStatus }
  | { readonly kind: 'pipelineRemoved'; readonly message: Removal }
  | { readonly kind: 'problem'; readonly message: Problem }
  | { readonly kind: 'problemResolved'; readonly message: ProblemResolved }
  | { readonly kind: 'heartbeat'; readonly message: Heartbeat };
