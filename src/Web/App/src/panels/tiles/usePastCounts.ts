import { useEffect, useState } from 'preact/hooks';
import { useScene } from '../../app/scene';
import { useRetry } from '../../app/useRetry';
import type { AskFailure } from '../../state/history/failure';
import type { PastCounts } from '../../state/history/pastCounts';

/** No daemon in particular. */
const all: readonly string[] = [];

interface Answered {
  readonly key: string;
  readonly counts: ReadonlyMap<string, PastCounts>;
}

/** What the figures of runs were in the hour before this page was connected, by the daemon's name; undefined while nobody has told. */
export function usePastCounts(): ReadonlyMap<string, PastCounts> | undefined {
  const { nowMs, state, views } = useScene();
  const sources = views.length === state.sources.size ? all : views.map(({ name }) => name);
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [failure, setFailure] = useState<AskFailure | null>(null);
  const [tries, setTries] = useState(0);
  const openedAtMs = state.connection.kind === 'open' ? state.connection.sinceMs : null;
  const key = sources.join('/');
  useRetry(failure, () => setTries(tries + 1));
  useEffect(() => {
    if (openedAtMs === null) {
      return;
    }
    let isCurrent = true;
    // Loaded after the first screen.
    Promise.all([import('../../connection/pastCountsApi'), import('../../connection/getJson')])
      .then(([{ fetchPastCounts }, { failureOf }]) => fetchPastCounts(sources, nowMs).catch(failureOf))
      .catch((): AskFailure => ({ kind: 'unreachable', detail: null }))
      .then((answer) => {
        if (isCurrent) {
          setFailure('kind' in answer ? answer : null);
          setAnswered((before) => ('kind' in answer ? before : { key, counts: answer }));
        }
      });
    return () => {
      isCurrent = false;
    };
  }, [key, openedAtMs, tries]);
  return answered?.key === key ? answered.counts : undefined;
}
