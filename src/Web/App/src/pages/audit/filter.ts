import type { Zone } from '../../text/format';
import { type Outcome, outcomes } from './entry';

/** Which entries are shown. An empty text narrows nothing. */
export interface Filter {
  /** Part of a name. */
  readonly who: string;
  readonly what: string;
  readonly outcome: Outcome | '';
  /** The first day, such as `2026-12-31`. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** As the address of the page tells it. */
export function parseFilter(query: string): Filter {
  const from = new URLSearchParams(query);
  const text = (name: keyof Filter) => from.get(name)?.trim() ?? '';
  return {
    who: text('who'),
    what: text('what'),
    outcome: outcomes.find((outcome) => outcome === text('outcome')) ?? '',
    from: day(text('from')),
    to: day(text('to')),
  };
}

/** For the address of the page. */
export function formatFilter(filter: Filter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value) {
      query.set(name, value);
    }
  }
  return query.toString();
}

/** What narrows the entries, for a query of the host. Days begin and end in the zone in use. */
export function queryOf(filter: Filter, zone: Zone): URLSearchParams {
  const query = new URLSearchParams(formatFilter(filter));
  const start = startOf(filter.from, zone);
  const end = startOf(filter.to, zone);
  setTime(query, 'from', start);
  setTime(query, 'to', end === null ? null : end + dayMs);
  return query;
}

/** Where the host tells the entries. `after`: the entry after which to read on. */
export function pathOf(filter: Filter, zone: Zone, after: number | null): string {
  const query = queryOf(filter, zone);
  if (after !== null) {
    query.set('after', String(after));
  }
  const text = query.toString();
  return text ? `/api/audit?${text}` : '/api/audit';
}

function setTime(query: URLSearchParams, name: 'from' | 'to', atMs: number | null): void {
  if (atMs === null) {
    query.delete(name);
  } else {
    query.set(name, new Date(atMs).toISOString());
  }
}

function startOf(text: string, zone: Zone): number | null {
  const atMs = Date.parse(`${text}T00:00:00${zone === 'utc' ? 'Z' : ''}`);
  return Number.isNaN(atMs) ? null : atMs;
}

const day = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) && startOf(text, 'utc') !== null ? text : '');
