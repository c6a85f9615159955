import { describe, expect, it } from 'vitest';
import { type Connection, parseConnections } from '../../../src/pages/connections/connection';
import { firstOrder, formatOrder, orderBy, parseOrder, sorted } from '../../../src/pages/connections/sort';
import { formatBytes } from '../../../src/text/format';

const sent = {
  id: 'c1',
  user: 'ada@example.com',
  transport: 'webSockets',
  protocol: 'json',
  remoteAddress: '10.0.0.9',
  connectedAt: '2026-01-02T03:04:05Z',
  paused: false,
  closing: false,
  watches: ['north'],
  lagChanges: 3,
  lagSeconds: 0.25,
  writes: 12,
  bytesSent: 4096,
};

const connectionOf = (fields: Partial<Connection>): Connection => ({
  ...(parseConnections({ open: 1, connections: [sent] }).connections[0] as Connection),
  ...fields,
});

const ids = (connections: readonly Connection[]) => connections.map(({ id }) => id);

describe('parseConnections', () => {
  it('reads what the host tells', () => {
    const { connectedAt, ...same } = sent;

    expect(parseConnections({ open: 7, connections: [sent] })).toEqual({
      open: 7,
      connections: [{ ...same, connectedAtMs: Date.UTC(2026, 0, 2, 3, 4, 5) }],
    });
    expect(connectedAt).toBeTruthy();
  });

  it('reads one that names nobody', () => {
    const read = parseConnections({ open: 1, connections: [{ ...sent, user: null, remoteAddress: null }] });

    expect(read.connections[0]).toMatchObject({ user: null, remoteAddress: null });
  });

  it('refuses what is something else', () => {
    expect(() => parseConnections({ connections: [] })).toThrow('open is no number');
  });
});

describe('the order in the address', () => {
  it.each(['', 'order=user', 'order=-sent'])('%j is read, and written again', (query) => {
    expect(formatOrder(parseOrder(query))).toBe(query);
  });

  it('is the first one where it is not known', () => {
    expect(parseOrder('order=colour')).toEqual(firstOrder);
  });
});

describe('sorted', () => {
  it('puts those furthest behind first, then those alike by id', () => {
    const all = [connectionOf({ id: 'b' }), connectionOf({ id: 'a' }), connectionOf({ id: 'c', lagSeconds: 9 })];

    expect(ids(sorted(all, firstOrder))).toEqual(['c', 'a', 'b']);
  });

  it('orders addresses by their numbers', () => {
    const all = [connectionOf({ id: 'a', remoteAddress: '10.0.0.10' }), connectionOf({ id: 'b', remoteAddress: '10.0.0.9' })];

    expect(ids(sorted(all, { column: 'address', descending: false }))).toEqual(['b', 'a']);
  });

  it('takes the one connected for longest as the largest', () => {
    const all = [connectionOf({ id: 'new', connectedAtMs: 2 }), connectionOf({ id: 'old', connectedAtMs: 1 })];

    expect(ids(sorted(all, { column: 'since', descending: true }))).toEqual(['old', 'new']);
  });

  it('leaves what it is given as it is', () => {
    const all = [connectionOf({ id: 'b' }), connectionOf({ id: 'a' })];

    sorted(all, firstOrder);

    expect(ids(all)).toEqual(['b', 'a']);
  });
});

describe('orderBy', () => {
  it('turns the same column around, and begins another with its largest or its first', () => {
    expect(orderBy(firstOrder, 'lag')).toEqual({ column: 'lag', descending: false });
    expect(orderBy(firstOrder, 'sent')).toEqual({ column: 'sent', descending: true });
    expect(orderBy(firstOrder, 'user')).toEqual({ column: 'user', descending: false });
  });
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1.0 KB'],
    [1536, '1.5 KB'],
    [5 * 1024 ** 3, '5.0 GB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
