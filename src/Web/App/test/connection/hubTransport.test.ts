// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Transport } from '../../src/state/monitor';
import { settle, stagedSession } from './stagedSession';

const never = () => new Promise<void>(() => undefined);
const refused = async () => {
  throw new Error('Unable to connect to the server with any of the available transports. WebSockets failed: Error: closed');
};

describe('HubSession behind a proxy', () => {
  const stage = stagedSession();
  const tried = () => stage.hub.links.map(({ transport }) => transport);
  const opening = (ways: Partial<Record<Transport, () => Promise<void>>>) => {
    stage.hub.onOpen = (transport) => ways[transport]?.() ?? Promise.resolve();
  };

  beforeEach(() => sessionStorage.clear());

  it('that passes WebSockets uses them', async () => {
    await stage.startOpen();

    expect([tried(), stage.store.state.transport]).toEqual([['webSockets'], 'webSockets']);
  });

  it('that refuses WebSockets and buffers events connects by long polling within 30 s', async () => {
    opening({ webSockets: refused, serverSentEvents: never });

    await stage.start();
    await vi.advanceTimersByTimeAsync(10_000);
    stage.hub.newest.sendAll();

    expect(tried()).toEqual(['webSockets', 'serverSentEvents', 'longPolling']);
    expect([stage.kind(), stage.store.state.transport]).toEqual(['open', 'longPolling']);
  });

  it('that swallows everything but polls connects by long polling within 30 s', async () => {
    opening({ webSockets: never, serverSentEvents: never });

    await stage.start();
    await vi.advanceTimersByTimeAsync(29_000);

    expect(stage.store.state.transport).toBe('longPolling');
  });

  it('is remembered: the next connection is made by long polling at once', async () => {
    opening({ webSockets: refused, serverSentEvents: refused });
    await stage.start();
    stage.hub.newest.sendAll();

    stage.hub.newest.drop();
    await vi.advanceTimersByTimeAsync(500);

    expect(tried().slice(3)).toEqual(['longPolling']);
  });

  it('that lets nothing through is said, and waited for ever longer', async () => {
    opening({ webSockets: refused, serverSentEvents: refused, longPolling: refused });

    await stage.start();

    expect(stage.store.state.connection).toMatchObject({ kind: 'waiting', reason: 'blocked', attempt: 2 });
    expect(stage.remainingMs()).toBe(1000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(tried().slice(3)).toEqual(['webSockets', 'serverSentEvents', 'longPolling']);
  });

  it('is not blamed where the hub could not be asked for a connection', async () => {
    stage.hub.onOpen = async () => {
      throw new Error('Failed to complete negotiation with the server: TypeError: Failed to fetch');
    };

    await stage.start();

    expect(tried()).toEqual(['webSockets']);
    expect(stage.store.state.connection).toMatchObject({ kind: 'waiting', reason: null });
  });

  it('is not blamed where the hub restarts', async () => {
    stage.hub.onOpen = async () => {
      stage.hub.newest.say('restarting', 7);
      throw new Error('The underlying connection was closed before the hub handshake could complete.');
    };

    await stage.start();

    expect(tried()).toEqual(['webSockets']);
    expect(stage.store.state.connection).toMatchObject({ kind: 'waiting', reason: 'restarting' });
  });
});

describe('HubSession that is refused', () => {
  const stage = stagedSession();
  const problem = { title: 'Foreign origin', code: 'origin-not-allowed', detail: 'The origin http://h is not allowed.' };
  const refusal = { status: 403, code: problem.code, detail: problem.detail };

  it('ends with the reason that the account’s answer gives', async () => {
    stage.fetched.mockImplementation(async () => Response.json(problem, { status: 403 }));

    await stage.start();

    expect(stage.store.state.connection).toEqual({ kind: 'ended', reason: 'forbidden', refusal });
  });

  it('ends with the reason that the negotiation gives', async () => {
    stage.hub.onOpen = async () => {
      throw new Error(`Failed to complete negotiation with the server: Error: ${JSON.stringify(problem)}: Status code '403'`);
    };

    await stage.start();

    expect(stage.store.state.connection).toEqual({ kind: 'ended', reason: 'forbidden', refusal });
  });

  it.each(['<html><h1>403 Forbidden</h1></html>', '[]', '{"detail":7,"code":[]}', ''])(
    'ends without one where the host says %j',
    async (body) => {
      stage.fetched.mockImplementation(async () => new Response(body, { status: 403 }));

      await stage.start();

      expect(stage.store.state.connection).toEqual({ kind: 'ended', reason: 'forbidden' });
    },
  );

  it('waits, and tells what the host answered, where it failed', async () => {
    stage.fetched.mockImplementation(async () => Response.json({ detail: 'The store is locked.' }, { status: 503 }));

    await stage.start();
    await settle();

    expect(stage.store.state.connection).toMatchObject({
      kind: 'waiting',
      refusal: { status: 503, code: null, detail: 'The store is locked.' },
    });
  });
});
