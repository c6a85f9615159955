import type { ExecutionData } from '../contract/messages';
import type { PastRun } from '../contract/runs';
import { newestFirst } from './executions';
import { isNewer } from './keyed';
import { knownRuns } from './outOfView';
import { matches, type RunQuestion } from './runFilters';
import type { SourceView } from './sourceView';

/**
 * Runs from history as they are known now: what was pushed since takes their place, and pushed runs that were not stored yet are added.
 * `isWhole`: whether history has no older ones; otherwise runs older than the last one listed come with the next page.
 */
export function overlaid(
  past: readonly PastRun[],
  views: readonly SourceView[],
  question: RunQuestion,
  isWhole: boolean,
): readonly PastRun[] {
  const listed = new Map(past.map((run) => [keyOf(run), run]));
  const oldestMs = isWhole ? Number.NEGATIVE_INFINITY : (past.at(-1)?.startedAtMs ?? Number.POSITIVE_INFINITY);
  for (const pushed of views.flatMap((view) => [...knownRuns(view).values()])) {
    const before = listed.get(keyOf(pushed));
    if (before ? isNewer(pushed, before) : matches(pushed, question) && (pushed.startedAtMs ?? oldestMs) > oldestMs) {
      listed.set(keyOf(pushed), { firstSeenLate: false, ...before, ...pushed, endUnseen: false });
    }
  }
  return [...listed.values()].sort(newestFirst);
}

const keyOf = ({ source, id }: Pick<ExecutionData, 'source' | 'id'>): string => `${source}/${id}`;
