import { useEffect, useReducer, useRef } from 'preact/hooks';
import { backOffMs } from '../connection/backOff';
import type { HubLink } from '../connection/hubLink';
import { heldLines, initialLog, isPulled, type LogAction, type LogState, reduceLog } from '../state/log';
import { pullLog } from './logPull';

/** How long after the end of a run its log may still grow before it counts as complete. */
const restMs = 10_000;

/**
 * The log of a run over the given connection, followed while it runs. It continues over each new connection, and after an error that passes.
 */
export function useLog(
  link: HubLink | null,
  source: string,
  id: string,
  isRunning: boolean,
): readonly [LogState, (action: LogAction) => void] {
  const [log, dispatch] = useReducer(reduceLog, initialLog);
  const isFollowed = useRef(isRunning);
  const pulled = useRef<number | null>(null);
  const attempts = useRef(0);
  const isWanted = isPulled(log);
  // The end of a run is not a dependency: it starts no new pull but lets this one end.
  useEffect(() => {
    if (!link) {
      dispatch({ type: 'cut' });
      return;
    }
    isFollowed.current = isRunning;
    // A run that has ended is not followed: some daemons would never end that.
    if (!isWanted) {
      return;
    }
    // The lines of the pull before are not those of this one, and may begin later in the log.
    const isBegun = pulled.current === log.pull && !log.isBefore && log.entries.length > 0;
    const held = isBegun ? heldLines(log) : null;
    pulled.current = log.pull;
    const stream = pullLog(link, { source, id, tailLines: log.tailLines, follow: isRunning, held }, dispatch);
    return () => stream.end();
  }, [link, source, id, log.pull, isWanted]);
  useEffect(() => {
    if (isRunning || log.phase !== 'open' || !isFollowed.current) {
      return;
    }
    const timer = setTimeout(() => dispatch({ type: 'ended' }), restMs);
    return () => clearTimeout(timer);
  }, [isRunning, log.phase, log.entries, log.waiting]);
  useEffect(() => {
    if (log.phase === 'open' && !log.isBefore) {
      attempts.current = 0;
    }
    if (log.phase !== 'broken') {
      return;
    }
    attempts.current += 1;
    const timer = setTimeout(() => dispatch({ type: 'sought' }), backOffMs(attempts.current));
    return () => clearTimeout(timer);
  }, [log.phase, log.isBefore]);
  return [log, dispatch];
}
