// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { account, stagedSession } from './stagedSession';

describe('HubSession', () => {
  const stage = stagedSession();

  it('is open once the hub has sent something, and tells who is signed in', async () => {
    await stage.start();
    expect(stage.kind()).toBe('opening');

    stage.hub.newest.sendAll();

    expect(stage.kind()).toBe('open');
    expect(stage.store.state.account).toEqual(account);
    expect(stage.names()).toEqual(['default']);
  });

  it('is open where the hub has nothing to send', async () => {
    await stage.start();

    await vi.advanceTimersByTimeAsync(5000);

    expect(stage.kind()).toBe('open');
  });

  it('asks a hub that it is connected to for its time, again and again', async () => {
    await stage.startOpen();
    expect(stage.hub.newest.clock).toHaveBeenCalledTimes(3);

    await vi.advanceTimersByTimeAsync(30_000);

    expect(stage.hub.newest.clock).toHaveBeenCalledTimes(6);
  });

  it('says what it cannot read', async () => {
    const session = await stage.startOpen();

    stage.hub.newest.speakUnreadably('not a number');

    expect(stage.store.state.unreadable).toBe('not a number');
    expect(session.open).not.toBeNull();
  });

  it('has no connection for calls while there is none', async () => {
    const session = await stage.startOpen();

    stage.hub.newest.drop();

    expect(session.open).toBeNull();
  });
});
