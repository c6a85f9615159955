// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HubSession } from '../../src/connection/hubSession';
import type { Account, Transport } from '../../src/state/monitor';
import { account, settle, stagedSession } from './stagedSession';

const known = account as Account;
const socketIn = (readyState: number) => ({ readyState, close: vi.fn() }) as unknown as WebSocket;

describe('HubSession with what the document began', () => {
  const stage = stagedSession();
  let tried: (readonly [Transport, WebSocket | null])[] = [];

  async function start(who: Account | null = null, onOpen: () => Promise<void> = async () => undefined): Promise<HubSession> {
    tried = [];
    stage.hub.onOpen = onOpen;
    const session = new HubSession(stage.store, stage.clock, (handlers, transport, early) => {
      tried.push([transport, early]);
      return stage.hub.newLink(handlers, transport);
    });
    session.start(who);
    await settle();
    return session;
  }

  afterEach(() => {
    globalThis.earlySocket = undefined;
    sessionStorage.clear();
  });

  it('does not ask again who is signed in, but at the next connection', async () => {
    await start(known);
    expect(stage.fetched).not.toHaveBeenCalled();
    expect(stage.store.state.account).toEqual(known);

    stage.hub.newest.sendAll();
    stage.hub.newest.drop();
    await vi.advanceTimersByTimeAsync(5000);

    expect(stage.fetched).toHaveBeenCalledOnce();
  });

  it('takes the open socket for its first link alone', async () => {
    const early = socketIn(WebSocket.OPEN);
    globalThis.earlySocket = early;
    await start(known);
    stage.hub.newest.sendAll();
    stage.hub.newest.drop();
    await vi.advanceTimersByTimeAsync(5000);

    expect(tried).toEqual([
      ['webSockets', early],
      ['webSockets', null],
    ]);
  });

  it('tries WebSockets itself where the early one is refused: negotiating tells why', async () => {
    const early = { readyState: WebSocket.CONNECTING as number, close: vi.fn() };
    globalThis.earlySocket = early as unknown as WebSocket;
    const answers = [
      async () => {
        early.readyState = WebSocket.CLOSED;
        throw new Error('WebSocket failed to connect');
      },
      async () => undefined,
    ];
    await start(known, () => (answers.shift() as () => Promise<void>)());

    expect(tried.map(([transport]) => transport)).toEqual(['webSockets', 'webSockets']);
    expect(stage.store.state.transport).toBe('webSockets');
  });

  it('closes it where WebSockets are left out in this tab', async () => {
    const untilMs = Date.now() + 60_000;
    sessionStorage.setItem('flextmonitor.transports', JSON.stringify({ webSockets: untilMs }));
    const early = socketIn(WebSocket.CONNECTING);
    globalThis.earlySocket = early;

    await start(known);

    expect(tried).toEqual([['serverSentEvents', null]]);
    expect(early.close).toHaveBeenCalledOnce();
  });

  it('closes it where the person leaves before it is used', () => {
    const early = socketIn(WebSocket.CONNECTING);
    globalThis.earlySocket = early;

    new HubSession(stage.store, stage.clock, stage.hub.newLink).leave();

    expect(early.close).toHaveBeenCalledOnce();
  });
});
