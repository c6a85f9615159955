import { useEffect, useState } from 'preact/hooks';
import { useScene } from '../../app/scene';
import { useRetry } from '../../app/useRetry';
import type { PastRun } from '../../contract/runs';
import type { AskFailure } from '../../state/history/failure';
import { periodOf, rangeKey, type TimeRange } from '../../state/timeRange';

/** The most runs that a timeline draws from history. */
const mostRuns = 600;
/** What has left the hub's view meanwhile is in history. */
const renewMs = 5 * 60_000;

export interface PastRuns {
  readonly runs: readonly PastRun[];
  /** Whether there are older ones within the time that are not among them; null before history has answered. */
  readonly hasOlder: boolean | null;
}

interface Answered extends PastRuns {
  readonly key: string;
}

const none: readonly PastRun[] = [];
/** No daemon in particular. */
const all: readonly string[] = [];

/** Runs of a time from history, if those that are pushed may not be all of it. */
export function usePastRuns(range: TimeRange, isWanted: boolean): PastRuns {
  const { nowMs, state, views } = useScene();
  const sources = views.length === state.sources.size ? all : views.map(({ name }) => name);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [failure, setFailure] = useState<AskFailure | null>(null);
  const [tries, setTries] = useState(0);
  const openedAtMs = state.connection.kind === 'open' ? state.connection.sinceMs : null;
  const key = `${sources.join('/')}/${rangeKey(range)}`;
  useRetry(failure, () => setTries(tries + 1));
  useEffect(() => {
    if (!isWanted || openedAtMs === null) {
      return;
    }
    let isCurrent = true;
    const period = periodOf(range, nowMs);
    // Loaded after the first screen, whose runs the hub has sent.
    void import('../../connection/runsApi')
      .then(({ fetchAllRuns }) => (isCurrent ? fetchAllRuns(sources, period, mostRuns) : null))
      .catch((): AskFailure => ({ kind: 'unreachable', detail: null }))
      .then((answer) => {
        if (isCurrent && answer) {
          setFailure('kind' in answer ? answer : null);
          setAnswered((before) => ('kind' in answer ? before : { key, runs: answer.runs, hasOlder: answer.next !== null }));
        }
      });
    return () => {
      isCurrent = false;
    };
  }, [key, isWanted, openedAtMs, tries, range.kind === 'live' && Math.floor(nowMs / renewMs)]);
  return isWanted && answered?.key === key ? answered : { runs: none, hasOlder: null };
}
