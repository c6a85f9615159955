import type { ExecutionData } from '../contract/messages';
import { endedAtMs, hasEnded, newestFirst } from './executions';
import type { Runs, SourceView } from './sourceView';

/** The page is not to grow for ever. */
const mostKept = 300;

const memo = new WeakMap<Runs, { readonly executions: Runs; readonly all: Runs }>();

/** Every run that is known of a daemon, in view or not, in no order. Worked out once for each state of them. */
export function knownRuns({ executions, outOfView }: Pick<SourceView, 'executions' | 'outOfView'>): Runs {
  if (outOfView.size === 0) {
    return executions;
  }
  const known = memo.get(outOfView);
  if (known?.executions === executions) {
    return known.all;
  }
  const all = new Map([...executions, ...outOfView]);
  memo.set(outOfView, { executions, all });
  return all;
}

/** Whether there may be more runs than are in view. */
export const isFull = ({ executions, status }: SourceView): boolean =>
  status !== null && executions.size >= status.executionLimit;

/**
 * What to keep of ended runs that newer ones have put out of view: those that ended since the oldest in view began, so that a long run does
 * not vanish at its end. One that would be in view if the daemon still had it is gone. While fewer are in view than may be, nothing says
 * which; `limit`: how many may be, besides those that run.
 */
export function keptOutOfView(left: Iterable<ExecutionData>, executions: Runs, limit: number): Runs {
  const oldest = [...executions.values()].sort(newestFirst)[limit - 1];
  const kept = [...left].filter((run) => hasEnded(run) && !executions.has(run.id) && (!oldest || isStillShown(run, oldest)));
  return new Map(
    kept
      .sort(newestFirst)
      .slice(0, mostKept)
      .map((run) => [run.id, run]),
  );
}

const isStillShown = (run: ExecutionData, oldest: ExecutionData): boolean =>
  newestFirst(oldest, run) < 0 &&
  (endedAtMs(run) ?? Number.NEGATIVE_INFINITY) >= (oldest.startedAtMs ?? Number.POSITIVE_INFINITY);
