import type { Step } from '../app/scene';
import type { LogRow } from '../contract/runLog';
import type { LogFilter } from '../state/logFilter';
import type { LogState } from '../state/logRows';
import { LevelFilter, StreamFilter } from './LogFilters';
import { LogSearch } from './LogSearch';
import { useLogSearch } from './useLogSearch';

export interface LogToolsProps {
  readonly source: string;
  readonly id: string;
  readonly log: LogState;
  readonly filter: LogFilter;
  /** `step`: `replace` while it is typed. */
  onFilter(filter: LogFilter, step?: Step): void;
  /** Goes to a line that was found. */
  onGo(row: LogRow): void;
}

/** Looks for text in a log, and leaves lines out. */
export function LogTools({ source, id, log, filter, onFilter, onGo }: LogToolsProps) {
  const search = useLogSearch(source, id, filter, log.standing?.total ?? 0, onGo);
  return (
    <>
      <LogSearch search={search} filter={filter} onFilter={onFilter} />
      <LevelFilter filter={filter} onFilter={onFilter} />
      <StreamFilter rows={log.rows} filter={filter} onFilter={onFilter} />
    </>
  );
}
