import { type LogMatches, type LogPart, parseLogMatches, parseLogPart } from '../contract/runLog';
import { askHost, type HostAnswer } from './hostApi';

export interface LogQuery {
  readonly text: string;
  readonly isPattern: boolean;
  /** The least level; null for all lines. */
  readonly level: string | null;
  /** Where the lines were written; null for all. */
  readonly stream: string | null;
}

/** Where a search begins to answer: at a line's number, or after so many of the lines that match. */
export type LogPlace = { readonly from: number } | { readonly skip: number };

/** Asks for lines by their numbers. A negative one counts from the end. */
export const fetchLog = (source: string, id: string, from: number, count: number): Promise<HostAnswer<LogPart>> =>
  askHost(`${pathOf(source, id)}?from=${from}&count=${count}`, parseLogPart, { isBackground: true });

/** Searches all lines that the host has. */
export function searchLog(
  source: string,
  id: string,
  query: LogQuery,
  place: LogPlace,
  limit: number,
): Promise<HostAnswer<LogMatches>> {
  const parameters = new URLSearchParams({ limit: String(limit) });
  for (const [name, value] of Object.entries(place)) {
    parameters.set(name, String(value));
  }
  if (query.text !== '') {
    parameters.set('text', query.text);
    parameters.set('regex', String(query.isPattern));
  }
  if (query.level !== null) {
    parameters.set('level', query.level);
  }
  if (query.stream !== null) {
    parameters.set('stream', query.stream);
  }
  return askHost(`${pathOf(source, id)}/search?${parameters}`, parseLogMatches, { isBackground: true });
}

const pathOf = (source: string, id: string): string => `/api/runs/${encodeURIComponent(source)}/${encodeURIComponent(id)}/log`;
