import type { Route } from '../../../app/route';
import { periodOf } from '../../../state/timeRange';

/** What narrows a dashboard as a document: the time and the daemon of the address. Without them it shows its own time, and all daemons. */
export function pdfQuery({ range, source }: Pick<Route, 'range' | 'source'>, nowMs: number): URLSearchParams {
  const query = new URLSearchParams();
  if (range) {
    const { fromMs, toMs } = periodOf(range, nowMs);
    query.set('from', new Date(fromMs).toISOString());
    query.set('to', new Date(toMs).toISOString());
  }
  if (source !== null) {
    query.set('source', source);
  }
  return query;
}
