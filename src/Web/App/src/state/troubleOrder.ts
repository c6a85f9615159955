import { worstByPipeline } from './problems';
import type { PipelineRuns } from './runs';
import type { SourceView } from './sourceView';
import { noTrouble, rankOf } from './trouble';

/** What is shown of one pipeline, such as its lane. */
export interface OfPipeline {
  readonly pipeline: PipelineRuns;
}

/**
 * Pipelines with trouble first, the gravest before the others, then those that run, then by their newest start. Those that are alike stay in
 * the order given.
 */
export function byTrouble<T extends OfPipeline>(all: readonly T[], views: readonly SourceView[]): readonly T[] {
  const worst = new Map(views.map((view) => [view.name, worstByPipeline(view)]));
  const ranked = all.map((one) => {
    const { source, id, runs } = one.pipeline;
    const problem = worst.get(source)?.get(id);
    return {
      one,
      rank: problem ? rankOf(problem) : noTrouble,
      isIdle: runs.every(({ status }) => status !== 'running'),
      startedAtMs: runs[0]?.startedAtMs ?? 0,
    };
  });
  ranked.sort(
    (left, right) => left.rank - right.rank || Number(left.isIdle) - Number(right.isIdle) || right.startedAtMs - left.startedAtMs,
  );
  return ranked.map(({ one }) => one);
}

export const pipelineKey = ({ pipeline: { source, id } }: OfPipeline): string => `${source}/${id}`;

/** In the order of the keys that was shown before; new ones come last. */
export function inOrder<T extends OfPipeline>(all: readonly T[], keys: readonly string[]): readonly T[] {
  const places = new Map(keys.map((key, place) => [key, place]));
  const placeOf = (one: T) => places.get(pipelineKey(one)) ?? keys.length;
  return [...all].sort((left, right) => placeOf(left) - placeOf(right));
}
