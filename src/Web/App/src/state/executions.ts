import type { ExecutionData } from '../contract/messages';
import { isWritable } from '../text/moments';

/** Newest first by start, missing last, then by id: the order in which the newest `executionLimit` are in view. */
export function newestFirst(left: ExecutionData, right: ExecutionData): number {
  const byStart = (right.startedAtMs ?? Number.NEGATIVE_INFINITY) - (left.startedAtMs ?? Number.NEGATIVE_INFINITY);
  if (byStart !== 0 && !Number.isNaN(byStart)) {
    return byStart;
  }
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

/** The executions in view: the newest up to the limit and every one that runs. The same map where nothing has to go. */
export function trimmed(executions: ReadonlyMap<string, ExecutionData>, limit: number): ReadonlyMap<string, ExecutionData> {
  if (executions.size <= limit) {
    return executions;
  }
  const inView = [...executions.values()]
    .sort(newestFirst)
    .filter((execution, place) => place < limit || execution.status === 'running');
  return inView.length === executions.size ? executions : new Map(inView.map((execution) => [execution.id, execution]));
}

/** Whether it runs or is about to. */
export const isOpen = ({ status }: ExecutionData): boolean => status === 'running' || status === 'pending';

/** Whether it has ended, one way or another. */
export const hasEnded = (execution: ExecutionData): boolean =>
  execution.status === 'success' || execution.status === 'failed' || execution.status === 'cancelled';

const standings = new WeakMap<ReadonlyMap<string, ExecutionData>, string>();

/**
 * Which runs there are and how each stands: the same text for as long as nothing changes but how far the running ones get. A daemon may tell more of a run
 * after its end. Worked out once for each state of them.
 */
export function standingOfRuns(executions: ReadonlyMap<string, ExecutionData>): string {
  const known = standings.get(executions) ?? [...executions.values()].map(standingOf).join('\n');
  standings.set(executions, known);
  return known;
}

const standingOf = (run: ExecutionData): string =>
  hasEnded(run)
    ? `${run.id}/${run.status}/${run.epoch}/${run.sequence}`
    : `${run.id}/${run.status}/${run.startedAtMs}/${run.pipelineName}/${run.triggeredBy}`;

/** Executions by the id of their pipeline, each in the order given. */
export function byPipeline(executions: Iterable<ExecutionData>): ReadonlyMap<string, readonly ExecutionData[]> {
  const grouped = new Map<string, ExecutionData[]>();
  for (const execution of executions) {
    const ofOne = grouped.get(execution.pipelineId);
    if (ofOne) {
      ofOne.push(execution);
    } else {
      grouped.set(execution.pipelineId, [execution]);
    }
  }
  return grouped;
}

/** When it ended, as well as that can be told; null while it runs. */
export function endedAtMs(execution: ExecutionData): number | null {
  if (!hasEnded(execution)) {
    return null;
  }
  if (execution.finishedAtMs !== null) {
    return execution.finishedAtMs;
  }
  const { startedAtMs, durationSeconds } = execution;
  const endMs = startedAtMs !== null && durationSeconds !== null ? startedAtMs + durationSeconds * 1000 : startedAtMs;
  // A daemon may tell a duration that leads past all dates.
  return endMs !== null && isWritable(endMs) ? endMs : startedAtMs;
}

/** How long it took, or has taken up to a time; null where that cannot be told. In milliseconds. */
export function durationMs(execution: ExecutionData, nowMs: number): number | null {
  if (execution.durationSeconds !== null) {
    return execution.durationSeconds * 1000;
  }
  if (execution.startedAtMs === null) {
    return null;
  }
  if (execution.status === 'running') {
    return Math.max(0, nowMs - execution.startedAtMs);
  }
  // A daemon may tell an end before the start: how long it took is then unknown, not nothing.
  const isTold = hasEnded(execution) && execution.finishedAtMs !== null && execution.finishedAtMs >= execution.startedAtMs;
  return isTold ? execution.finishedAtMs - execution.startedAtMs : null;
}
