import type { ExecutionData } from '../contract/messages';
import { byPipeline, isOpen, newestFirst } from './executions';
import { byName, type PipelineRuns, pipelines } from './runs';
import type { SourceView } from './sourceView';

type Past = readonly ExecutionData[];
type ByPipeline = ReadonlyMap<string, Past>;

/**
 * A daemon's pipelines with their runs, those that history keeps beside those that were pushed. Of a pipeline without any in history it is the
 * same object as without history, and of any other the same one for as long as neither changes.
 */
export function pipelinesWithPast(view: SourceView, past: Past): readonly PipelineRuns[] {
  const pushed = pipelines(view);
  const older = pastOf(past, view.name);
  const gone = [...older].filter(([id]) => !pushed.some((pipeline) => pipeline.id === id));
  if (older.size === 0) {
    return pushed;
  }
  return [
    ...pushed.map((pipeline) => joined(pipeline, older.get(pipeline.id))),
    ...gone.map(([id, runs]) => ofPast(view.name, id, runs)),
  ].sort(byName);
}

const memo = new WeakMap<Past, Map<string, ByPipeline>>();

/** The past runs of one daemon. One that history saw running and that is not pushed says nothing any more. */
function pastOf(past: Past, source: string): ByPipeline {
  const bySource = memo.get(past) ?? new Map<string, ByPipeline>();
  memo.set(past, bySource);
  const known = bySource.get(source) ?? byPipeline(past.filter((run) => run.source === source && !isOpen(run)));
  bySource.set(source, known);
  return known;
}

const joins = new WeakMap<PipelineRuns, { readonly older: Past; readonly joined: PipelineRuns }>();

function joined(pipeline: PipelineRuns, older: Past | undefined): PipelineRuns {
  if (!older) {
    return pipeline;
  }
  const known = joins.get(pipeline);
  if (known?.older === older) {
    return known.joined;
  }
  const pushed = new Set(pipeline.runs.map(({ id }) => id));
  const runs = [...pipeline.runs, ...older.filter(({ id }) => !pushed.has(id))].sort(newestFirst);
  const whole = { ...pipeline, runs };
  joins.set(pipeline, { older, joined: whole });
  return whole;
}

const pasts = new WeakMap<Past, PipelineRuns>();

/** A pipeline of which no run is pushed any more. */
function ofPast(source: string, id: string, past: Past): PipelineRuns {
  const known = pasts.get(past);
  if (known) {
    return known;
  }
  const runs = [...past].sort(newestFirst);
  const pipeline = { source, id, name: runs[0]?.pipelineName ?? id, runs };
  pasts.set(past, pipeline);
  return pipeline;
}
