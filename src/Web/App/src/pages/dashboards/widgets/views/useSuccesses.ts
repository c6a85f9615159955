import { useEffect, useState } from 'preact/hooks';
import type { Scene } from '../../../../app/scene';
import { useRetry } from '../../../../app/useRetry';
import { fetchAllRuns } from '../../../../connection/runsApi';
import type { PastRun } from '../../../../contract/runs';
import type { AskFailure } from '../../../../state/history/failure';
import { noFilters } from '../../../../state/runFilters';
import { periodOf, rangeKey, type TimeRange } from '../../../../state/timeRange';
import { askedSources } from './askedSources';

/** The most runs that are looked at. */
export const mostRuns = 1000;
const renewMs = 10 * 60_000;

interface Answered {
  readonly key: string;
  readonly runs: readonly PastRun[] | null;
  readonly isCut: boolean;
  readonly failure: AskFailure | null;
}

/** The newest successful runs of a time. */
export function useSuccesses(scene: Scene, range: TimeRange): Omit<Answered, 'key'> & { retry(): void } {
  const { state, nowMs } = scene;
  const sources = askedSources(scene);
  const openedAtMs = state.connection.kind === 'open' ? state.connection.sinceMs : null;
  const key = `${sources.join('/')}/${rangeKey(range)}`;
  const [tries, setTries] = useState(0);
  const [answered, setAnswered] = useState<Answered>({ key, runs: null, isCut: false, failure: null });
  useEffect(() => {
    if (openedAtMs === null) {
      return;
    }
    let isWanted = true;
    void fetchAllRuns(sources, periodOf(range, nowMs), mostRuns, { ...noFilters, statuses: ['success'] }).then((answer) => {
      if (isWanted) {
        setAnswered((before) =>
          'kind' in answer
            ? { key, runs: before.key === key ? before.runs : null, isCut: before.isCut, failure: answer }
            : { key, runs: answer.runs, isCut: answer.next !== null, failure: null },
        );
      }
    });
    return () => {
      isWanted = false;
    };
  }, [key, openedAtMs, tries, Math.floor(nowMs / renewMs)]);
  const retry = () => setTries((before) => before + 1);
  const current = answered.key === key ? answered : { runs: null, isCut: false, failure: null };
  useRetry(current.failure, retry);
  return { ...current, retry };
}
