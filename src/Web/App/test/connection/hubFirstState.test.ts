// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { HubCallError } from '../../src/connection/hubError';
import { settle, stagedSession, unreachable } from './stagedSession';

describe('what a connection brings first', () => {
  const stage = stagedSession();

  it('forgets a daemon that a new connection does not send, once that had time to', async () => {
    await stage.startOpen();
    stage.hub.newest.sendAll('gone');
    stage.hub.newest.drop();
    await vi.advanceTimersByTimeAsync(500);
    stage.hub.newest.sendAll();
    expect(stage.store.state.sources.has('gone')).toBe(true);

    await vi.advanceTimersByTimeAsync(5000);

    expect(stage.names()).toEqual(['default']);
  });

  it('forgets no daemon for a connection that was lost before it had sent everything', async () => {
    await stage.startOpen();
    stage.hub.newest.sendAll('second');
    stage.hub.newest.drop();
    await vi.advanceTimersByTimeAsync(500);
    stage.hub.newest.sendAll();
    stage.fetched.mockImplementation(unreachable);
    stage.hub.newest.drop();

    await vi.advanceTimersByTimeAsync(10_000);

    expect(stage.names()).toEqual(['default', 'second']);
  });

  it('forgets no daemon while the first message of a new connection is on its way, however long that takes', async () => {
    await stage.startOpen();
    stage.hub.newest.sendAll('second');
    stage.hub.newest.drop();
    await vi.advanceTimersByTimeAsync(500);

    await vi.advanceTimersByTimeAsync(9000);
    expect(stage.kind()).toBe('open');
    expect(stage.names()).toEqual(['default', 'second']);
    stage.hub.newest.sendAll();
    await vi.advanceTimersByTimeAsync(4999);
    expect(stage.names()).toEqual(['default', 'second']);
    await vi.advanceTimersByTimeAsync(1);

    expect(stage.names()).toEqual(['default']);
  });

  it('is held back until the hub has told its time, by which it is read', async () => {
    const behindMs = 3_600_000;
    let tell: (hubMs: number) => void = () => undefined;
    stage.hub.onClock = () => new Promise((resolve) => (tell = resolve));
    await stage.startOpen();
    expect(stage.kind()).toBe('open');
    expect(stage.names()).toEqual([]);

    tell(Date.now() - behindMs);
    await settle();

    expect(stage.store.state.firstMessageAtMs).toBe(Date.now() - behindMs);
  });

  it('is read by the clock here where the hub does not tell its time', async () => {
    stage.hub.onClock = () => Promise.reject(new HubCallError('no clock'));

    await stage.startOpen();

    expect(stage.names()).toEqual(['default']);
  });

  it('that was held back goes with the connection it came over', async () => {
    stage.hub.onClock = () => new Promise(() => undefined);
    await stage.start();
    stage.hub.newest.sendAll('gone');
    stage.hub.newest.drop();
    stage.hub.onClock = async () => Date.now();

    await vi.advanceTimersByTimeAsync(500);
    stage.hub.newest.sendAll();

    expect(stage.names()).toEqual(['default']);
  });
});
