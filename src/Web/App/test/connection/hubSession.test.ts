import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HubClock } from '../../src/connection/hubClock';
import { HubSession } from '../../src/connection/hubSession';
import { createStore, type Store } from '../../src/state/store';
import { FakeHub } from './fakeHub';

const account = { email: 'ada@example.com', roles: ['viewer'] };
const signedIn = async () => Response.json(account);
const unreachable = async () => Promise.reject(new TypeError('Failed to fetch'));
const answer = (code: number) => async () => new Response(null, { status: code });

describe('HubSession', () => {
  let store: Store;
  let hub: FakeHub;
  let fetched: ReturnType<typeof vi.fn<typeof fetch>>;
  let undo: AbortController;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(1);
    fetched = vi.fn<typeof fetch>(signedIn);
    vi.stubGlobal('fetch', fetched);
    undo = listenersUntil();
    store = createStore();
    hub = new FakeHub();
  });

  afterEach(() => {
    undo.abort();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const kind = () => store.state.connection.kind;

  async function start(): Promise<HubSession> {
    const session = new HubSession(store, new HubClock(), hub.newLink);
    session.start();
    await settle();
    return session;
  }

  async function startOpen(): Promise<HubSession> {
    const session = await start();
    hub.newest.sendAll();
    return session;
  }

  it('is open once the hub has sent something, and tells who is signed in', async () => {
    await start();
    expect(kind()).toBe('opening');

    hub.newest.sendAll();

    expect(kind()).toBe('open');
    expect(store.state.account).toEqual(account);
    expect([...store.state.sources.keys()]).toEqual(['default']);
  });

  it('is open where the hub has nothing to send', async () => {
    await start();

    await vi.advanceTimersByTimeAsync(5000);

    expect(kind()).toBe('open');
  });

  it('asks a hub that it is connected to for its time, again and again', async () => {
    await startOpen();
    expect(hub.newest.clock).toHaveBeenCalledTimes(3);

    await vi.advanceTimersByTimeAsync(30_000);

    expect(hub.newest.clock).toHaveBeenCalledTimes(6);
  });

  it('comes back by itself, waiting longer with every try, at most 30 s, and without end', async () => {
    await startOpen();
    fetched.mockImplementation(unreachable);
    const waits: number[] = [];

    hub.newest.drop();
    for (let tries = 0; tries < 12; tries += 1) {
      waits.push(remainingMs());
      await vi.advanceTimersByTimeAsync(remainingMs());
    }

    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000, 30_000, 30_000]);
    fetched.mockImplementation(signedIn);
    await vi.advanceTimersByTimeAsync(30_000);
    hub.newest.sendAll();
    expect(kind()).toBe('open');
  });

  it('waits any part of that, so that pages do not come back together', async () => {
    await startOpen();
    vi.spyOn(Math, 'random').mockReturnValue(0.25);

    hub.newest.drop();

    expect(remainingMs()).toBe(125);
  });

  it('goes on waiting longer where the hub lets go without having sent anything', async () => {
    await start();

    hub.newest.drop();
    await vi.advanceTimersByTimeAsync(1000);
    hub.newest.drop();

    expect(remainingMs()).toBe(2000);
  });

  it('starts over once the hub has sent something', async () => {
    await start();
    hub.newest.drop();
    await vi.advanceTimersByTimeAsync(1000);
    hub.newest.sendAll();

    hub.newest.drop();

    expect(remainingMs()).toBe(500);
  });

  it('counts the time without the hub from its loss, over all tries', async () => {
    await startOpen();
    const lostAtMs = Date.now();
    fetched.mockImplementation(unreachable);

    hub.newest.drop();
    await vi.advanceTimersByTimeAsync(5000);

    expect(store.state.connection).toMatchObject({ kind: 'waiting', sinceMs: lostAtMs, attempt: 4 });
  });

  it.each([
    ['online', () => window.dispatchEvent(new Event('online'))],
    ['the return to the tab', () => document.dispatchEvent(new Event('visibilitychange'))],
  ])('tries at once on %s', async (_, comeBack) => {
    await startOpen();
    fetched.mockImplementation(unreachable);
    hub.newest.drop();
    await vi.advanceTimersByTimeAsync(20_000);
    fetched.mockImplementation(signedIn);

    comeBack();
    await settle();
    hub.newest.sendAll();

    expect(kind()).toBe('open');
  });

  it('tries once more at once where the network came back during a try that fails', async () => {
    await startOpen();
    hub.newest.drop();
    let fail: (why: Error) => void = () => undefined;
    fetched.mockImplementation(() => new Promise((_, reject) => (fail = reject)));
    await vi.advanceTimersByTimeAsync(500);
    expect(kind()).toBe('retrying');

    window.dispatchEvent(new Event('online'));
    fetched.mockImplementation(signedIn);
    fail(new TypeError('Failed to fetch'));
    await settle();
    hub.newest.sendAll();

    expect(kind()).toBe('open');
  });

  it('gives up a try that gets no answer', async () => {
    fetched.mockImplementation(() => new Promise(() => undefined));
    await start();

    await vi.advanceTimersByTimeAsync(15_000);

    expect(kind()).toBe('waiting');
  });

  it('gives up a connection that does not open, and does not hear what it says later', async () => {
    await startOpen();
    hub.newest.drop();
    hub.onOpen = () => new Promise(() => undefined);
    await vi.advanceTimersByTimeAsync(500);
    const silent = hub.newest;

    await vi.advanceTimersByTimeAsync(15_000);
    silent.sendAll('late');
    silent.drop();

    expect(silent.close).toHaveBeenCalledOnce();
    expect(kind()).toBe('waiting');
    expect(store.state.sources.has('late')).toBe(false);
  });

  it('takes another connection where the one from before the return to the tab is dead', async () => {
    await startOpen();
    const dead = hub.newest;
    dead.clock.mockImplementation(() => new Promise(() => undefined));

    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(4001);
    hub.newest.sendAll();

    expect(hub.newest).not.toBe(dead);
    expect(dead.close).toHaveBeenCalledOnce();
    expect(kind()).toBe('open');
  });

  it('keeps a connection that lives on the return to the tab', async () => {
    await startOpen();

    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(10_000);

    expect(hub.links).toHaveLength(1);
    expect(kind()).toBe('open');
  });

  it('waits for as long as a restarting hub says', async () => {
    await startOpen();

    hub.newest.say('restarting', 7);
    hub.newest.drop();

    expect(store.state.connection).toMatchObject({ kind: 'waiting', reason: 'restarting' });
    expect(remainingMs()).toBe(7000);
    await vi.advanceTimersByTimeAsync(6999);
    expect(hub.links).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(hub.links).toHaveLength(2);
  });

  it.each(['signed-out', 'forbidden'] as const)('does not come back after %s', async (reason) => {
    await startOpen();

    hub.newest.say(reason);
    hub.newest.drop();
    await comeBackInEveryWay();

    expect(store.state.connection).toEqual({ kind: 'ended', reason });
    expect(hub.links).toHaveLength(1);
  });

  it.each([
    [401, 'signed-out'],
    [403, 'forbidden'],
  ] as const)('does not come back after the host answered %d', async (code, reason) => {
    await startOpen();
    fetched.mockImplementation(answer(code));

    hub.newest.drop();
    await vi.advanceTimersByTimeAsync(500);
    const tries = fetched.mock.calls.length;
    await comeBackInEveryWay();

    expect(store.state.connection).toEqual({ kind: 'ended', reason });
    expect(fetched).toHaveBeenCalledTimes(tries);
  });

  it.each([
    [401, 'signed-out'],
    [403, 'forbidden'],
  ] as const)('does not come back after the hub refused with %d', async (code, reason) => {
    hub.onOpen = async () => {
      throw new Error(`Failed to complete negotiation with the server: Error: : Status code '${code}'`);
    };

    await start();
    await comeBackInEveryWay();

    expect(store.state.connection).toEqual({ kind: 'ended', reason });
    expect(hub.links).toHaveLength(1);
  });

  it('comes back after a failure of the host', async () => {
    fetched.mockImplementation(answer(503));

    await start();

    expect(kind()).toBe('waiting');
  });

  it('tries at once and silently after expired', async () => {
    await startOpen();

    hub.newest.say('expired');
    hub.newest.drop();
    expect(remainingMs()).toBe(0);
    await settle();
    hub.newest.sendAll();

    expect(kind()).toBe('open');
  });

  it('is signed out where the credentials are not fresh after expired', async () => {
    await startOpen();
    fetched.mockImplementation(answer(401));

    hub.newest.say('expired');
    hub.newest.drop();
    await settle();

    expect(store.state.connection).toEqual({ kind: 'ended', reason: 'signed-out' });
  });

  it('is signed out where it has expired again at once', async () => {
    await startOpen();
    hub.newest.say('expired');
    hub.newest.drop();
    await settle();
    hub.newest.sendAll();

    hub.newest.say('expired');
    hub.newest.drop();
    await settle();

    expect(store.state.connection).toEqual({ kind: 'ended', reason: 'signed-out' });
    expect(hub.links).toHaveLength(2);
  });

  it('forgets a daemon that a new connection does not send, once that had time to', async () => {
    await startOpen();
    hub.newest.sendAll('gone');
    hub.newest.drop();
    await vi.advanceTimersByTimeAsync(500);
    hub.newest.sendAll();
    expect(store.state.sources.has('gone')).toBe(true);

    await vi.advanceTimersByTimeAsync(5000);

    expect([...store.state.sources.keys()]).toEqual(['default']);
  });

  it('forgets no daemon for a connection that was lost before it had sent everything', async () => {
    await startOpen();
    hub.newest.sendAll('second');
    hub.newest.drop();
    await vi.advanceTimersByTimeAsync(500);
    hub.newest.sendAll();
    fetched.mockImplementation(unreachable);
    hub.newest.drop();

    await vi.advanceTimersByTimeAsync(10_000);

    expect([...store.state.sources.keys()]).toEqual(['default', 'second']);
  });

  it('says what it cannot read', async () => {
    const session = await startOpen();

    hub.newest.speakUnreadably('not a number');

    expect(store.state.unreadable).toBe('not a number');
    expect(session.open).not.toBeNull();
  });

  it('has no connection for calls while there is none', async () => {
    const session = await startOpen();

    hub.newest.drop();

    expect(session.open).toBeNull();
  });

  async function comeBackInEveryWay(): Promise<void> {
    window.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(120_000);
  }

  function remainingMs(): number {
    const { connection } = store.state;
    if (connection.kind !== 'waiting') {
      throw new Error(`Not waiting, but ${connection.kind}`);
    }
    return connection.retryAtMs - Date.now();
  }
});

/** Lets everything go on that waits for nothing but its turn. */
const settle = () => vi.advanceTimersByTimeAsync(0);

/** Takes away with an abort what a test's session listens to on window and document, so that the next test's is alone. */
function listenersUntil(): AbortController {
  const undo = new AbortController();
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target) as (type: string, heard: EventListener, options: object) => void;
    vi.spyOn(target, 'addEventListener').mockImplementation((type: string, heard: EventListenerOrEventListenerObject | null) =>
      add(type, heard as EventListener, { signal: undo.signal }),
    );
  }
  return undo;
}
