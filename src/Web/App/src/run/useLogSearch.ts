import { useEffect, useRef, useState } from 'preact/hooks';
import { hostFailureText } from '../app/hostFailureText';
import { type LogPlace, searchLog } from '../connection/runLogApi';
import type { LogMatches, LogRow } from '../contract/runLog';
import type { LogFilter } from '../state/logFilter';

/** How long after the last key is searched. */
const typingMs = 250;

/** What is known of what is looked for. */
export interface LogFound {
  readonly count: number;
  readonly searched: number;
  readonly isWhole: boolean;
}

/** Looks for what a filter names in the whole log, on the host. `total`: how many lines there are, so that what comes is counted. */
export function useLogSearch(source: string, id: string, filter: LogFilter, total: number, onGo: (row: LogRow) => void) {
  const { text: needle, isPattern, level } = filter;
  const [found, setFound] = useState<LogFound | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [current, setCurrent] = useState<{ readonly index: number; readonly number: number } | null>(null);
  const [isAsking, setAsking] = useState(false);
  const turn = useRef(0);
  const ask = async (place: LogPlace, limit: number): Promise<LogMatches | null> => {
    turn.current += 1;
    const mine = turn.current;
    setAsking(true);
    const answer = await searchLog(source, id, filter, place, limit);
    if (mine !== turn.current) {
      return null;
    }
    setAsking(false);
    setFailure(answer.kind === 'done' ? null : hostFailureText(answer));
    setFound(answer.kind === 'done' ? answer.value : null);
    return answer.kind === 'done' ? answer.value : null;
  };
  useEffect(() => {
    turn.current += 1;
    setFound(null);
    setFailure(null);
    setCurrent(null);
    setAsking(needle !== '');
    if (needle === '') {
      return;
    }
    const timer = setTimeout(() => void ask({ skip: 0 }, 0), typingMs);
    return () => clearTimeout(timer);
  }, [needle, isPattern, level]);
  useEffect(() => {
    if (needle !== '' && found && !found.isWhole && !isAsking) {
      void ask({ skip: 0 }, 0);
    }
  }, [total]);
  const go = async (by: 1 | -1) => {
    const count = found?.count ?? 0;
    const at = current === null ? (by > 0 ? 0 : -1) : current.index + by;
    const index = count > 0 ? (at + count) % count : 0;
    const matches = needle === '' ? null : await ask({ skip: index }, 1);
    const row = matches?.rows[0];
    if (matches && row) {
      setCurrent({ index: matches.index, number: row.number });
      onGo(row);
    }
  };
  return { needle, isPattern, found, failure, isAsking, current, go };
}

export type LogSearching = ReturnType<typeof useLogSearch>;
