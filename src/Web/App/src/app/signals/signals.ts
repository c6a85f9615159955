import type { Problem } from '../../contract/messages';
import { monitorSource } from '../../state/evaluator';
import type { MonitorState } from '../../state/monitor';
import { isUnreachable } from '../../state/problems';
import type { SourceView } from '../../state/sourceView';

/** An event that is worth a notification. */
export type Signal =
  | { readonly kind: 'opened'; readonly problem: Problem }
  /** `problem`: the one that said that the daemon cannot be reached. */
  | { readonly kind: 'back'; readonly problem: Problem };

type ProblemsById = ReadonlyMap<string, Problem>;

/**
 * The problems of each source when it was last judged, by the source's name. One that is being connected to is not: over a restart of the
 * hub what counts is how it was before.
 */
export type Told = ReadonlyMap<string, ProblemsById>;

const isJudged = (view: SourceView): boolean =>
  view.complete && view.evaluatedAtMs !== null && view.status !== null && view.status.state !== 'connecting';

/** What is known of the problems of a state, and of sources that are not judged now, what was known before. */
export function toldBy({ sources, evaluator }: MonitorState, before: Told = new Map()): Told {
  const told = new Map<string, ProblemsById>();
  for (const [name, view] of sources) {
    const problems = isJudged(view) ? view.problems.values : before.get(name);
    if (problems) {
      told.set(name, problems);
    }
  }
  const own = evaluator.heardAtMs === null ? before.get(monitorSource) : evaluator.problems.values;
  return own ? told.set(monitorSource, own) : told;
}

/** The same, with those sources of a state that are not in it: what follows the first that is known of them is news, however soon it comes. */
export function meeting(told: Told, state: MonitorState): Told {
  const now = toldBy(state);
  return [...now.keys()].some((name) => !told.has(name)) ? new Map([...now, ...told]) : told;
}

/** What has happened since: problems that opened, daemons that came back. Never what a first state tells. */
export function signals(before: Told, after: MonitorState): readonly Signal[] {
  const found: Signal[] = [];
  for (const [name, now] of toldBy(after)) {
    const known = before.get(name);
    if (known && known !== now) {
      found.push(...back(known, now), ...opened(known, now));
    }
  }
  return found;
}

function back(known: ProblemsById, now: ProblemsById): readonly Signal[] {
  const isGone = [...now.values()].some(isUnreachable);
  return isGone ? [] : [...known.values()].filter(isUnreachable).map((problem) => ({ kind: 'back', problem }));
}

function opened(known: ProblemsById, now: ProblemsById): readonly Signal[] {
  return [...now.values()]
    .filter((problem) => isNew(problem, known) && isWorthTelling(problem))
    .map((problem) => ({ kind: 'opened', problem }));
}

/** An evaluator that was started again without memory opens the same problems under other ids. */
const isNew = (problem: Problem, known: ProblemsById): boolean =>
  !known.has(problem.id) && ![...known.values()].some((other) => isSame(problem, other));

const isSame = (problem: Problem, known: Problem): boolean =>
  (['kind', 'pipelineId', 'component', 'figure', 'ruleId'] as const).every((field) => problem[field] === known[field]) &&
  (problem.sinceAtLeast || problem.sinceMs <= known.sinceMs);

/** What is part of another problem is told with that one; what is silenced is told to nobody. */
const isWorthTelling = ({ partOf, silencedUntilMs }: Problem): boolean => partOf === null && silencedUntilMs === null;
