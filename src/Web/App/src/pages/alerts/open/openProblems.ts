import type { Scene } from '../../../app/scene';
import type { Problem } from '../../../contract/messages';
import { type ProblemFilter, passes, severities } from './problemFilter';

/** The open problems of the daemons in scope, and of the monitor itself while all daemons are: the gravest first, then the newest. */
export function openProblems({ state, views, route }: Scene, filter: ProblemFilter): readonly Problem[] {
  const ofMonitor = route.source === null ? [...state.evaluator.problems.values.values()] : [];
  return [...ofMonitor, ...views.flatMap(({ problems }) => [...problems.values.values()])]
    .filter((problem) => passes(problem, filter))
    .sort(
      (left, right) => severities.indexOf(left.severity) - severities.indexOf(right.severity) || right.sinceMs - left.sinceMs,
    );
}

/** All open problems, also those that another one explains. */
export function allProblems({ state }: Scene): readonly Problem[] {
  const each = [state.evaluator.problems, ...[...state.sources.values()].map(({ problems }) => problems)];
  return each.flatMap(({ values }) => [...values.values()]);
}

/** How many problems are open, without those that another one explains. */
export const problemCount = (scene: Scene): number => allProblems(scene).filter(({ partOf }) => partOf === null).length;

/** An open problem by its id; undefined if there is none. */
export const findProblem = (scene: Scene, id: string): Problem | undefined =>
  allProblems(scene).find((problem) => problem.id === id);
