import type { DashboardStats, ExecutionData, HealthStatus, SourceMessage, SourceStatus } from '../contract/messages';
import type { Series } from './series';

/** Runs by id. */
export type Runs = ReadonlyMap<string, ExecutionData>;

/** Since when a component of a daemon is as it is. */
export interface ComponentChange {
  readonly healthy: boolean;
  readonly sinceMs: number;
  /** False where it already was so when this page first heard of it. */
  readonly seen: boolean;
}

/** When something of a running execution last moved: records or progress, as they were last told. Kept over a new connection. */
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
  /** Ids of those that ran when a connection was lost, and of which nothing was told since. Kept over a new connection. */
  readonly lost: readonly string[];
  /** Where removals stand in the order, so that late words of what is gone are dropped. */
  readonly removed: ReadonlyMap<string, Pick<SourceMessage, 'epoch' | 'sequence'>>;
  /** Whether its first state is all there. */
  readonly complete: boolean;
  /** Whether all the runs that the daemon now tells of are there: a first state may be complete before the hub has heard it. */
  readonly hasToldRuns: boolean;
  /** The newest `observedAt` of any message; null if the daemon was never heard. */
  readonly observedAtMs: number | null;
  /** The newest `observedAt` while it told its runs too. Kept over a new connection; null if it never did. */
  readonly runsObservedAtMs: number | null;
  /** From the daemon's answer to this page, of the newest live message; null before the first. */
  readonly delayMs: number | null;
  readonly components: ReadonlyMap<string, ComponentChange>;
  readonly movements: ReadonlyMap<string, Movement>;
  readonly series: Series;
  /** When this page first heard of it, by the hub's clock: what came before cannot be told. */
  readonly knownSinceMs: number;
}
