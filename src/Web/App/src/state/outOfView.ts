import type { ExecutionData } from '../contract/messages';
import { byPipeline, endedAtMs, endingOf, hasEnded, newestFirst } from './executions';
import type { Runs, SourceView } from './sourceView';

/** Of more pipelines than that nobody looks at each, and the page is not to grow for ever. */
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
 * What to keep of ended runs that newer ones have put out of view: those that say how their pipeline stands, and those that ended since
 * the oldest in view began. One that would be in view if the daemon still had it is gone. Failures come first where there is no room for
 * all. `limit`: how many are in view, besides those that run.
 */
export function keptOutOfView(left: Iterable<ExecutionData>, executions: Runs, limit: number): Runs {
  const oldest = [...executions.values()].sort(newestFirst)[limit - 1];
  const past = [...left].filter(
    (run) => hasEnded(run) && !executions.has(run.id) && (oldest === undefined || newestFirst(oldest, run) < 0),
  );
  const telling = tellingOf([...executions.values(), ...past]);
  const fromMs = oldest?.startedAtMs ?? Number.POSITIVE_INFINITY;
  const kept = past.filter((run) => telling.has(run) || (endedAtMs(run) ?? Number.NEGATIVE_INFINITY) >= fromMs);
  kept.sort((one, other) => Number(other.status === 'failed') - Number(one.status === 'failed') || newestFirst(one, other));
  return new Map(kept.slice(0, mostKept).map((run) => [run.id, run]));
}

/** Of each pipeline all that is said of how it stands: its last failure, the first one in a row with it, the last good run, and what that made up for. */
function tellingOf(runs: readonly ExecutionData[]): ReadonlySet<ExecutionData> {
  const telling = new Set<ExecutionData>();
  for (const ofOne of byPipeline(runs.toSorted(newestFirst)).values()) {
    const { failures, good, madeUpFor } = endingOf(ofOne);
    for (const run of [failures[0], failures.at(-1), good, madeUpFor]) {
      if (run) {
        telling.add(run);
      }
    }
  }
  return telling;
}
