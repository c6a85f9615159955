import type { DashboardStats, ExecutionData, HealthStatus, PipelineStatus, Problem, SourceStatus } from '../contract/messages';
import type { Clear } from './clear';
import type { Keyed, Removals } from './keyed';
import type { Series } from './series';

/** Runs by id. */
export type Runs = ReadonlyMap<string, ExecutionData>;

/** Everything this page knows of one daemon. Replaced, never changed. */
export interface SourceView {
  readonly name: string;
  readonly status: SourceStatus | null;
  readonly stats: DashboardStats | null;
  readonly health: HealthStatus | null;
  /** Those in view: the newest up to the limit, and every one that runs. */
  readonly executions: Runs;
  /** Ended ones that newer ones put out of view and that are still shown. Kept over a new connection, which sends none of them. */
  readonly outOfView: Runs;
  /** Where removals of executions stand in the order, so that late values of what is gone are dropped. */
  readonly removed: Removals;
  /** How its pipelines stand, as the evaluator judges them. */
  readonly pipelines: Keyed<PipelineStatus>;
  /** What is wrong with it, as the evaluator judges it. */
  readonly problems: Keyed<Problem>;
  /** When it was last evaluated; null before it first was: then nothing is known to be wrong, and nothing to be well. */
  readonly evaluatedAtMs: number | null;
  /** Since when it has had no problem, for when it has none; null before it was evaluated. */
  readonly clear: Clear | null;
  /** Whether its first state is all there. */
  readonly complete: boolean;
  /** The newest `observedAt` of any message; null if the daemon was never heard. */
  readonly observedAtMs: number | null;
  /** The newest `observedAt` while it told its runs too. Kept over a new connection; null if it never did. */
  readonly runsObservedAtMs: number | null;
  /** From the daemon's answer to this page, of the newest live message; null before the first. */
  readonly delayMs: number | null;
  readonly series: Series;
}
