import type { Connection } from '../state/monitor';

export type Lost = Extract<Connection, { kind: 'waiting' | 'retrying' }>;

/** Longer than any hub takes to start again. */
const restartMs = 90_000;

/** Why the hub is not reached, as far as the browser or the hub's last word tells. */
export function lossOf(connection: Lost, nowMs: number): 'offline' | 'restarting' | 'blocked' | 'lost' {
  if (!navigator.onLine) {
    return 'offline';
  }
  if (connection.reason === 'restarting') {
    return nowMs - connection.sinceMs < restartMs ? 'restarting' : 'lost';
  }
  return connection.reason === 'blocked' ? 'blocked' : 'lost';
}
