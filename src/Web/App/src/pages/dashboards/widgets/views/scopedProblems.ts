import type { Scene } from '../../../../app/scene';
import type { Problem } from '../../../../contract/messages';
import { newEvaluator } from '../../../../state/evaluator';
import { problemsOf } from '../../../../state/problems';
import type { Options } from '../../model/document';
import { subjectsOf } from '../../model/subjects';

/** The open problems of what a widget is about; those of the monitor itself too where it is about everything. */
export function scopedProblems({ state, views }: Scene, options: Options): readonly Problem[] {
  const { sources, pipelines } = subjectsOf(options);
  const isWhole = sources.length === 0 && pipelines.length === 0;
  return problemsOf(isWhole ? state.evaluator : nobody, views);
}

const nobody = newEvaluator();
