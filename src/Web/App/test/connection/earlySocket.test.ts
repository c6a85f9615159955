// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handing, openEarly, takeEarlySocket } from '../../src/connection/earlySocket';
import { HubLink } from '../../src/connection/hubLink';

const separator = '\u001e';

/** A socket that a test opens and closes. */
class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  static made: FakeSocket[] = [];
  readyState = FakeSocket.CONNECTING;
  onopen: (() => void) | null = null;
  onclose: ((event: unknown) => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  readonly sent: unknown[] = [];
  readonly close = vi.fn(() => {
    this.readyState = FakeSocket.CLOSED;
  });

  constructor(readonly url: string) {
    FakeSocket.made.push(this);
  }

  send(data: unknown): void {
    this.sent.push(data);
    this.onmessage?.({ data: `{}${separator}` });
  }
}

const handlers = { onMessage: vi.fn(), onClosing: vi.fn(), onUnreadable: vi.fn(), onClosed: vi.fn() };
const newest = (): FakeSocket => FakeSocket.made.at(-1) as FakeSocket;
const linkOver = (early: WebSocket | null) =>
  new HubLink(handlers, 'webSockets', 'http://localhost/hubs/dashboard', undefined, early);

describe('the connection that the document opens', () => {
  beforeEach(() => {
    FakeSocket.made = [];
    vi.stubGlobal('WebSocket', FakeSocket);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    delete document.documentElement.dataset.pathBase;
    globalThis.earlySocket = undefined;
  });

  it('leads to the hub, below the path of a proxy', () => {
    document.documentElement.dataset.pathBase = '/monitor';

    openEarly();

    expect(newest().url).toBe(new URL('/monitor/hubs/dashboard', location.href).href.replace(/^http/, 'ws'));
  });

  it('is missed by nobody where the browser refuses it', () => {
    vi.stubGlobal('WebSocket', () => {
      throw new Error('refused');
    });

    expect(openEarly).not.toThrow();
    expect(takeEarlySocket(true)).toBeNull();
  });

  it('is taken once', () => {
    openEarly();

    expect(takeEarlySocket(true)).toBe(newest());
    expect(takeEarlySocket(true)).toBeNull();
  });

  it('is not taken if it failed already', () => {
    openEarly();
    newest().readyState = FakeSocket.CLOSED;

    expect(takeEarlySocket(true)).toBeNull();
  });

  it('is closed where nobody wants it', () => {
    openEarly();
    const socket = newest();

    expect(takeEarlySocket(false)).toBeNull();
    expect(socket.close).toHaveBeenCalledOnce();
  });

  it.each(['before', 'after'] as const)('carries the link where it opened %s the application was there', async (when) => {
    openEarly();
    const socket = newest();
    socket.readyState = when === 'before' ? FakeSocket.OPEN : FakeSocket.CONNECTING;
    const link = linkOver(takeEarlySocket(true));

    const opening = link.open();
    if (when === 'after') {
      await Promise.resolve();
      socket.readyState = FakeSocket.OPEN;
      socket.onopen?.();
    }
    await opening;

    expect(link.isOpen).toBe(true);
    expect(FakeSocket.made).toHaveLength(1);
    expect(socket.sent).toContain(`{"protocol":"json","version":1}${separator}`);
  });

  it('fails the link where it closes on the way to the application', async () => {
    openEarly();
    const early = takeEarlySocket(true);
    newest().readyState = FakeSocket.CLOSED;

    await expect(linkOver(early).open()).rejects.toThrow();
  });

  it('is handed out by what looks like a constructor', () => {
    openEarly();
    const Handed = handing(newest() as unknown as WebSocket);

    expect(new Handed('ws://elsewhere')).toBe(newest());
    expect(Handed.OPEN).toBe(1);
  });
});
