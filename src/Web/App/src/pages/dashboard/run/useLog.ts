import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { HubLink } from '../../../connection/hubLink';
import { initialLog, type LogAction, type LogState, reduceLog } from '../../../state/log';
import { pullLog } from './logPull';

/** How long after the end of a run its log may still grow before it counts as complete. */
const restMs = 10_000;

/** The log of a run over the given connection, followed while it runs; pulled again over each new connection. */
export function useLog(
  link: HubLink | null,
  source: string,
  id: string,
  isRunning: boolean,
): readonly [LogState, (action: LogAction) => void] {
  const [log, dispatch] = useReducer(reduceLog, initialLog);
  const isFollowed = useRef(isRunning);
  const isWanted = log.phase === 'open' || log.phase === 'cut';
  // The end of a run is not a dependency: it starts no new pull but lets this one end.
  useEffect(() => {
    if (!link) {
      dispatch({ type: 'cut' });
      return;
    }
    isFollowed.current = isRunning;
    // A run that has ended is not followed: some daemons would never end that.
    const stream = isWanted ? pullLog(link, { source, id, tailLines: log.tailLines, follow: isRunning }, dispatch) : null;
    return () => stream?.end();
  }, [link, source, id, log.pull, isWanted]);
  useEffect(() => {
    if (isRunning || log.phase !== 'open' || !isFollowed.current) {
      return;
    }
    const timer = setTimeout(() => dispatch({ type: 'ended' }), restMs);
    return () => clearTimeout(timer);
  }, [isRunning, log.phase, log.entries, log.waiting]);
  return [log, dispatch];
}
