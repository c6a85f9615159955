import type { ExecutionData } from '../contract/messages';
import { byPipeline, newestFirst } from './executions';
import { isConfirmed } from './freshness';
import { knownRuns } from './outOfView';
import type { SourceView } from './sourceView';

/** Runs of one pipeline of one daemon, newest first. */
export interface PipelineRuns {
  readonly source: string;
  readonly id: string;
  readonly name: string;
  readonly runs: readonly ExecutionData[];
}

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
  list.sort(byName);
  memo.set(runs, list);
  return list;
}

/** The order of the pipelines of a daemon. */
export const byName = (left: PipelineRuns, right: PipelineRuns): number =>
  left.name.localeCompare(right.name) || (left.id < right.id ? -1 : 1);

function pipelineOf(source: string, id: string, runs: readonly ExecutionData[]): PipelineRuns {
  const newest = runs[0];
  const before = newest && unchanged.get(newest);
  if (before && before.runs.length === runs.length && before.runs.every((run, place) => run === runs[place])) {
    return before;
  }
  const pipeline = { source, id, name: newest?.pipelineName ?? id, runs };
  if (newest) {
    unchanged.set(newest, pipeline);
  }
  return pipeline;
}

/** How long a run of a pipeline usually takes, in milliseconds; null if that is not known. */
export function usualMs({ pipelines }: Pick<SourceView, 'pipelines'>, pipelineId: string): number | null {
  const seconds = pipelines.values.get(pipelineId)?.usualSeconds ?? null;
  return seconds === null ? null : seconds * 1000;
}

/** Until when a daemon's runs are known: that nobody hears of a run during an outage makes it no longer. */
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
