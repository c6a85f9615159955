import { historyQuery } from '../connection/historyApi';
import type { HistoryFigure } from '../contract/history';
import { askedPoints } from '../state/history/points';
import type { SourceView } from '../state/sourceView';
import { periodOf, type TimeRange } from '../state/timeRange';

/** All figures of daemons over the time that the charts show, in the steps of the charts, for a query of the host. */
export const usageQuery = (views: readonly SourceView[], range: TimeRange, nowMs: number): URLSearchParams =>
  historyQuery({ sources: views.map(({ name }) => name), figures: noFigures, points: askedPoints, ...periodOf(range, nowMs) });

/** None named: all. */
const noFigures: readonly HistoryFigure[] = [];

/** Daemons over the time that the charts show, for the report of a period. */
export function periodQuery(views: readonly SourceView[], range: TimeRange, nowMs: number): URLSearchParams {
  const query = usageQuery(views, range, nowMs);
  query.delete('figures');
  query.delete('points');
  return query;
}
