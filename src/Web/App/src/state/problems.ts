import type { Problem } from '../contract/messages';
import { t } from '../text/text';
import type { EvaluatorView } from './evaluator';
import type { SourceView } from './sourceView';
import { graver, rankOf } from './trouble';

type ProblemsById = ReadonlyMap<string, Problem>;

/** What a problem of a known kind concerns: a pipeline, a component or a daemon, by name. */
export function subjectOf(sources: ReadonlyMap<string, SourceView>, problem: Problem): string {
  const { pipelineId, pipelineName, component, source } = problem;
  if (pipelineName !== null) {
    return pipelineName || pipelineId || t('common.unknown');
  }
  const health = sources.get(source)?.health;
  // The problem carries the component's key; the daemon tells its name.
  return component === null
    ? source
    : ((health?.components.get(component) ?? health?.lastKnown?.components.get(component))?.name ?? component);
}

/** Kinds that say of a single run that it takes too long. */
const lateKinds: readonly string[] = ['slow', 'stuck'];

/** Whether it says that a daemon cannot be reached or is silent. The page shows that by its state. */
export const isUnreachable = ({ kind }: Problem): boolean => kind === 'unreachable';

/**
 * The problems to show of some daemons and of the monitor itself, the gravest first and then in the order of daemons, the longest first: what
 * is slow on one daemon hides nothing that fails on another.
 */
export function problemsOf(evaluator: EvaluatorView, views: readonly SourceView[]): readonly Problem[] {
  const each = [evaluator.problems.values, ...views.map(({ problems }) => problems.values)];
  const all = new Map(each.flatMap((ofOne) => [...ofOne]));
  return each
    .flatMap((ofOne) => [...ofOne.values()].sort((left, right) => left.sinceMs - right.sinceMs))
    .filter((problem) => !isExplained(problem, all))
    .sort((left, right) => rankOf(left) - rankOf(right));
}

/**
 * Whether a problem is part of another one that is shown. Those of pipelines stay while their daemon cannot be reached: they are what was
 * last known of it.
 */
function isExplained({ partOf, pipelineName }: Problem, all: ProblemsById): boolean {
  const whole = partOf === null ? undefined : all.get(partOf);
  return whole !== undefined && !(isUnreachable(whole) && pipelineName !== null);
}

const lateById = new WeakMap<ProblemsById, ReadonlyMap<string, Problem>>();

/** The problems of a daemon's late runs, by the run's id. Worked out once for each state of its problems. */
export function lateRuns({ problems }: Pick<SourceView, 'problems'>): ReadonlyMap<string, Problem> {
  const known = lateById.get(problems.values);
  if (known) {
    return known;
  }
  const late = new Map(
    [...problems.values.values()].flatMap((problem): [string, Problem][] =>
      lateKinds.includes(problem.kind) && problem.executionId !== null ? [[problem.executionId, problem]] : [],
    ),
  );
  lateById.set(problems.values, late);
  return late;
}

const worstById = new WeakMap<ProblemsById, ReadonlyMap<string, Problem>>();

/** The gravest problem of each pipeline of a daemon that has one, by the pipeline's id. Worked out once for each state of its problems. */
export function worstByPipeline({ problems }: Pick<SourceView, 'problems'>): ReadonlyMap<string, Problem> {
  const known = worstById.get(problems.values);
  if (known) {
    return known;
  }
  const worst = new Map<string, Problem>();
  for (const problem of problems.values.values()) {
    if (problem.pipelineId !== null) {
      const before = worst.get(problem.pipelineId);
      worst.set(problem.pipelineId, before ? graver(before, problem) : problem);
    }
  }
  worstById.set(problems.values, worst);
  return worst;
}
