// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { answer, signedIn, stagedSession, unreachable } from './stagedSession';

describe('HubSession without a connection', () => {
  const stage = stagedSession();

  it('comes back by itself, waiting longer with every try, at most 30 s, and without end', async () => {
    await stage.startOpen();
    stage.fetched.mockImplementation(unreachable);
    const waits: number[] = [];

    stage.hub.newest.drop();
    for (let tries = 0; tries < 12; tries += 1) {
      waits.push(stage.remainingMs());
      await vi.advanceTimersByTimeAsync(stage.remainingMs());
    }

    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000, 30_000, 30_000]);
    stage.fetched.mockImplementation(signedIn);
    await vi.advanceTimersByTimeAsync(30_000);
    stage.hub.newest.sendAll();
    expect(stage.kind()).toBe('open');
  });

  it('waits any part of that, so that pages do not come back together', async () => {
    await stage.startOpen();
    vi.spyOn(Math, 'random').mockReturnValue(0.25);

    stage.hub.newest.drop();

    expect(stage.remainingMs()).toBe(125);
  });

  it('goes on waiting longer where the hub lets go without having sent anything', async () => {
    await stage.start();

    stage.hub.newest.drop();
    await vi.advanceTimersByTimeAsync(1000);
    stage.hub.newest.drop();

    expect(stage.remainingMs()).toBe(2000);
  });

  it('starts over once the hub has sent something', async () => {
    await stage.start();
    stage.hub.newest.drop();
    await vi.advanceTimersByTimeAsync(1000);
    stage.hub.newest.sendAll();

    stage.hub.newest.drop();

    expect(stage.remainingMs()).toBe(500);
  });

  it('counts the time without the hub from its loss, over all tries', async () => {
    await stage.startOpen();
    const lostAtMs = Date.now();
    stage.fetched.mockImplementation(unreachable);

    stage.hub.newest.drop();
    await vi.advanceTimersByTimeAsync(5000);

    expect(stage.store.state.connection).toMatchObject({ kind: 'waiting', sinceMs: lostAtMs, attempt: 4 });
  });

  it('gives up a try that gets no answer', async () => {
    stage.fetched.mockImplementation(() => new Promise(() => undefined));
    await stage.start();

    await vi.advanceTimersByTimeAsync(15_000);

    expect(stage.kind()).toBe('waiting');
  });

  it('gives up a connection that does not open, and does not hear what it says later', async () => {
    await stage.startOpen();
    stage.hub.newest.drop();
    stage.hub.onOpen = () => new Promise(() => undefined);
    await vi.advanceTimersByTimeAsync(500);
    const silent = stage.hub.newest;

    await vi.advanceTimersByTimeAsync(27_000);
    silent.sendAll('late');
    silent.drop();

    expect(silent.close).toHaveBeenCalledOnce();
    expect(stage.kind()).toBe('waiting');
    expect(stage.store.state.sources.has('late')).toBe(false);
  });

  it('comes back after a failure of the host', async () => {
    stage.fetched.mockImplementation(answer(503));

    await stage.start();

    expect(stage.kind()).toBe('waiting');
  });

  it('waits for as long as a restarting hub says', async () => {
    await stage.startOpen();

    stage.hub.newest.say('restarting', 7);
    stage.hub.newest.drop();

    expect(stage.store.state.connection).toMatchObject({ kind: 'waiting', reason: 'restarting' });
    expect(stage.remainingMs()).toBe(7000);
    await vi.advanceTimersByTimeAsync(6999);
    expect(stage.hub.links).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(stage.hub.links).toHaveLength(2);
  });

  it('tells times by the hub’s clock', async () => {
    stage.hub.onClock = async () => Date.now() + 60_000;
    await stage.startOpen();

    stage.hub.newest.drop();

    expect(stage.store.state.connection).toMatchObject({ sinceMs: Date.now() + 60_000, retryAtMs: Date.now() + 60_500 });
  });

  it('goes on telling that the hub restarts over the tries that follow, until it is back', async () => {
    await stage.startOpen();
    stage.fetched.mockImplementation(unreachable);
    stage.hub.newest.say('restarting', 1);
    stage.hub.newest.drop();
    const reasons: unknown[] = [];
    for (let tries = 0; tries < 3; tries += 1) {
      await vi.advanceTimersByTimeAsync(stage.remainingMs());
      reasons.push(stage.store.state.connection);
    }

    expect(reasons).toEqual(reasons.map(() => expect.objectContaining({ reason: 'restarting' })));
    stage.fetched.mockImplementation(signedIn);
    await vi.advanceTimersByTimeAsync(stage.remainingMs());
    stage.hub.newest.sendAll();
    stage.hub.newest.drop();

    expect(stage.store.state.connection).toMatchObject({ kind: 'waiting', reason: null });
  });

  it('is not connected any more as soon as the browser says that it is offline', async () => {
    await stage.startOpen();
    const { newest } = stage.hub;

    window.dispatchEvent(new Event('offline'));

    expect(stage.kind()).toBe('waiting');
    expect(newest.close).toHaveBeenCalledOnce();
  });
});
