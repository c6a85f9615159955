import type { ExecutionData } from '../contract/messages';
import { byPipeline, durationMs, endedAtMs, hasEnded, newestFirst } from './executions';
import { isConfirmed } from './freshness';
import { isFull, knownRuns } from './outOfView';
import type { Movement, SourceView } from './sourceView';

export const dayMs = 24 * 60 * 60 * 1000;

/** Runs of one pipeline of one daemon, newest first. */
export interface PipelineRuns {
  readonly source: string;
  readonly id: string;
  readonly name: string;
  readonly runs: readonly ExecutionData[];
  /** Median duration of its successful runs in view; null with fewer than three of them. */
  readonly usualMs: number | null;
}

/** How the runs that ended within the last 24 h ended, as far as they are known. */
export interface Outcomes {
  readonly succeeded: number;
  readonly failed: number;
  readonly ended: number;
  /** From when on all runs are in view. */
  readonly sinceMs: number;
}

/** A running execution that is late, and why it is held to be. */
export interface LateRun {
  readonly execution: ExecutionData;
  readonly usualMs: number | null;
  /** `stuck`: nothing of it has moved for long. `slow`: it moves, or never tells whether it does, and takes far longer than usual. */
  readonly kind: 'slow' | 'stuck';
  /** Since when nothing moved (stuck), or since when it is longer than usual (slow). */
  readonly sinceMs: number;
}

/** A run is slow when it takes more than this many times what is usual, and this much longer at least. */
export const slowFactor = 2;
export const slowAtLeastMs = 60_000;
const stuckAtLeastMs = 60_000;
/** Where nothing usual is known: of one that has told rows or progress, and of one that may never do. */
const stuckWithoutUsualMs = { told: 5 * 60_000, silent: 15 * 60_000 };
const samplesForUsual = 3;
const mostSamples = 20;

const memo = new WeakMap<ReadonlyMap<string, ExecutionData>, readonly PipelineRuns[]>();

const unchanged = new WeakMap<ExecutionData, PipelineRuns>();

/** A daemon's runs by pipeline, in order of the pipelines' names. Worked out once for each state of the executions; a pipeline of which nothing changed is the same object. */
export function pipelines(view: SourceView): readonly PipelineRuns[] {
  const runs = knownRuns(view);
  const known = memo.get(runs);
  if (known) {
    return known;
  }
  const grouped = byPipeline([...runs.values()].sort(newestFirst));
  const list = [...grouped].map(([id, ofOne]) => pipelineOf(view.name, id, ofOne));
  list.sort((left, right) => left.name.localeCompare(right.name) || (left.id < right.id ? -1 : 1));
  memo.set(runs, list);
  return list;
}

function pipelineOf(source: string, id: string, runs: readonly ExecutionData[]): PipelineRuns {
  const newest = runs[0];
  const before = newest && unchanged.get(newest);
  if (before && before.runs.length === runs.length && before.runs.every((run, place) => run === runs[place])) {
    return before;
  }
  const pipeline = { source, id, name: newest?.pipelineName ?? id, runs, usualMs: usualOf(runs) };
  if (newest) {
    unchanged.set(newest, pipeline);
  }
  return pipeline;
}

/** How long a run of a pipeline usually takes; null where that cannot be told. */
export const usualMs = (view: SourceView, pipelineId: string): number | null =>
  pipelines(view).find((pipeline) => pipeline.id === pipelineId)?.usualMs ?? null;

export function outcomes(view: SourceView, nowMs: number): Outcomes {
  let succeeded = 0;
  let failed = 0;
  let ended = 0;
  let oldestMs = nowMs;
  for (const execution of view.executions.values()) {
    // A running one stays in view past the limit: from its start on not all are there.
    oldestMs = execution.status === 'running' ? oldestMs : Math.min(oldestMs, execution.startedAtMs ?? nowMs);
  }
  const sinceMs = isFull(view) ? Math.max(oldestMs, nowMs - dayMs) : nowMs - dayMs;
  for (const execution of knownRuns(view).values()) {
    const endedMs = endedAtMs(execution);
    if (endedMs !== null && endedMs >= sinceMs && execution.status !== 'cancelled') {
      ended += 1;
      succeeded += execution.status === 'success' ? 1 : 0;
      failed += execution.status === 'failed' ? 1 : 0;
    }
  }
  return { succeeded, failed, ended, sinceMs };
}

/** Running executions that take far longer than usual, or of which nothing has moved for long; the longest late first. */
export function lateRuns(view: SourceView, nowMs: number): readonly LateRun[] {
  const late: LateRun[] = [];
  const atMs = confirmedUntilMs(view, nowMs);
  for (const pipeline of pipelines(view)) {
    for (const execution of pipeline.runs) {
      const found = execution.status === 'running' ? lateness(view, execution, pipeline.usualMs, atMs) : null;
      if (found) {
        late.push(found);
      }
    }
  }
  return late.sort((left, right) => left.sinceMs - right.sinceMs);
}

/** Until when a daemon's runs are known: that nobody hears of a run during an outage makes it neither longer nor stuck. */
export function confirmedUntilMs(view: SourceView, nowMs: number): number {
  const { status, observedAtMs, runsObservedAtMs } = view;
  if (isConfirmed(view, 'executions', nowMs) || status === null) {
    return nowMs;
  }
  // Before it was degraded it told everything, and it may have told its runs for long after that.
  const isUntold = status.state === 'degraded' && !status.feeds.executions.ok;
  const untilMs = isUntold ? Math.max(status.sinceMs, runsObservedAtMs ?? status.sinceMs) : observedAtMs;
  return Math.min(nowMs, untilMs ?? nowMs);
}

function lateness(view: SourceView, execution: ExecutionData, usual: number | null, nowMs: number): LateRun | null {
  const movement = view.movements.get(execution.id);
  const quietMs = movement ? nowMs - movement.atMs : 0;
  const tookMs = durationMs(execution, nowMs) ?? 0;
  const isSlow = usual !== null && tookMs > slowFactor * usual && tookMs - usual > slowAtLeastMs;
  const told = hasTold(movement);
  const mayBeQuietMs = told ? stuckWithoutUsualMs.told : stuckWithoutUsualMs.silent;
  const isQuiet = quietMs > (usual === null ? mayBeQuietMs : Math.max(stuckAtLeastMs, usual / 2));
  // One that has told nothing all the while, as of many pipelines every run does, has not fallen silent.
  const tells = usual === null || told;
  if (movement && tells && isQuiet && (isSlow || usual === null || quietMs > usual)) {
    return { execution, usualMs: usual, kind: 'stuck', sinceMs: movement.atMs };
  }
  return isSlow ? { execution, usualMs: usual, kind: 'slow', sinceMs: (execution.startedAtMs ?? nowMs) + (usual ?? 0) } : null;
}

/** Whether a run has told rows or progress: of the silence of one that never did nothing follows. */
const hasTold = (movement: Movement | undefined): boolean =>
  movement !== undefined && ((movement.recordsProcessed ?? 0) > 0 || movement.progress !== null);

function usualOf(runs: readonly ExecutionData[]): number | null {
  const taken = runs
    .filter((run) => run.status === 'success' && hasEnded(run))
    .slice(0, mostSamples)
    .map((run) => durationMs(run, 0))
    .filter((duration) => duration !== null)
    .sort((left, right) => left - right);
  return taken.length < samplesForUsual ? null : (taken[Math.floor(taken.length / 2)] ?? null);
}
