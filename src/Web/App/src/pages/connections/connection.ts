import * as read from '../../contract/read';

/** One open hub connection, as `GET /api/connections` returns it. */
export interface Connection {
  readonly id: string;
  /** Null where the credentials name nobody. */
  readonly user: string | null;
  readonly transport: string;
  readonly protocol: string;
  readonly remoteAddress: string | null;
  readonly connectedAtMs: number;
  readonly paused: boolean;
  readonly closing: boolean;
  /** The daemons it has narrowed itself to; empty: all. */
  readonly watches: readonly string[];
  /** Changes that it has not been sent, 0 or more. */
  readonly lagChanges: number;
  /** How old the newest change that it was sent is; 0 if it lacks nothing. */
  readonly lagSeconds: number;
  readonly writes: number;
  readonly bytesSent: number;
}

export interface Connections {
  /** How many are open; `connections` holds those furthest behind. */
  readonly open: number;
  readonly connections: readonly Connection[];
}

export function parseConnections(sent: unknown): Connections {
  const from = read.fields(sent, 'connections');
  return { open: read.number(from, 'open'), connections: read.items(from, 'connections', parseConnection) };
}

function parseConnection(sent: unknown): Connection {
  const from = read.fields(sent, 'connection');
  return {
    id: read.text(from, 'id'),
    user: read.textOrNull(from, 'user'),
    transport: read.text(from, 'transport'),
    protocol: read.text(from, 'protocol'),
    remoteAddress: read.textOrNull(from, 'remoteAddress'),
    connectedAtMs: read.time(from, 'connectedAt'),
    paused: read.flag(from, 'paused'),
    closing: read.flag(from, 'closing'),
    watches: read.list(from, 'watches'),
    lagChanges: read.number(from, 'lagChanges'),
    lagSeconds: read.number(from, 'lagSeconds'),
    writes: read.number(from, 'writes'),
    bytesSent: read.number(from, 'bytesSent'),
  };
}
