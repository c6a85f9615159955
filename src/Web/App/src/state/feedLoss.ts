import { isStale } from './freshness';
import type { MonitorState } from './monitor';
import { shownConnection } from './monitor';
import type { SourceView } from './sourceView';

/**
 * Since when nothing has come that a page shows: the hub is not reached, or it sends nothing of any daemon. Null while something comes, and
 * before anything has.
 */
export function feedLostSinceMs(state: MonitorState, views: readonly SourceView[], nowMs: number): number | null {
  const { connection } = state;
  const shown = shownConnection(state, nowMs);
  if ((shown === 'waiting' || shown === 'retrying') && 'sinceMs' in connection) {
    return connection.sinceMs;
  }
  if (views.length === 0 || !views.every((view) => isStale(view, nowMs))) {
    return null;
  }
  return Math.max(...views.map(({ observedAtMs }) => observedAtMs ?? 0));
}
