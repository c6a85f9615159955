// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { answer, returnToTab, settle, stagedSession } from './stagedSession';

/** The end that the hub itself has told. */
const endOf = (reason: 'signed-out' | 'forbidden') => ({
  kind: 'ended',
  reason,
  ...(reason === 'forbidden' ? { isRevoked: true } : {}),
});

describe('HubSession when the hub lets go', () => {
  const stage = stagedSession();

  it.each(['signed-out', 'forbidden'] as const)('does not come back after %s', async (reason) => {
    await stage.startOpen();

    stage.hub.newest.say(reason);
    stage.hub.newest.drop();
    await stage.comeBackInEveryWay();

    expect(stage.store.state.connection).toEqual(endOf(reason));
    expect(stage.hub.links).toHaveLength(1);
  });

  it.each([
    [401, 'signed-out'],
    [403, 'forbidden'],
  ] as const)('does not come back after the host answered %d', async (code, reason) => {
    await stage.startOpen();
    stage.fetched.mockImplementation(answer(code));

    stage.hub.newest.drop();
    await vi.advanceTimersByTimeAsync(500);
    const tries = stage.fetched.mock.calls.length;
    await stage.comeBackInEveryWay();

    expect(stage.store.state.connection).toEqual({ kind: 'ended', reason });
    expect(stage.fetched).toHaveBeenCalledTimes(tries);
  });

  it.each([
    [401, 'signed-out'],
    [403, 'forbidden'],
  ] as const)('does not come back after the hub refused with %d', async (code, reason) => {
    stage.hub.onOpen = async () => {
      throw new Error(`Failed to complete negotiation with the server: Error: : Status code '${code}'`);
    };

    await stage.start();
    await stage.comeBackInEveryWay();

    expect(stage.store.state.connection).toEqual({ kind: 'ended', reason });
    expect(stage.hub.links).toHaveLength(1);
  });

  it.each(['signed-out', 'forbidden'] as const)('does not come back after %s before it was open', async (reason) => {
    stage.hub.onOpen = async () => {
      stage.hub.newest.say(reason);
      throw new Error('The underlying connection was closed before the hub handshake could complete.');
    };

    await stage.start();
    await stage.comeBackInEveryWay();

    expect(stage.store.state.connection).toEqual(endOf(reason));
    expect(stage.hub.links).toHaveLength(1);
  });

  it('does not come back for a return to the tab while the host was about to refuse', async () => {
    let respond: (response: Response) => void = () => undefined;
    stage.fetched.mockImplementation(() => new Promise((resolve) => (respond = resolve)));
    await stage.start();

    returnToTab();
    respond(new Response(null, { status: 401 }));
    await stage.comeBackInEveryWay();

    expect(stage.store.state.connection).toEqual({ kind: 'ended', reason: 'signed-out' });
    expect(stage.hub.links).toHaveLength(1);
  });

  it('tries at once and silently after expired', async () => {
    await stage.startOpen();

    stage.hub.newest.say('expired');
    stage.hub.newest.drop();
    expect(stage.remainingMs()).toBe(0);
    await settle();
    stage.hub.newest.sendAll();

    expect(stage.kind()).toBe('open');
  });

  it('is signed out where the credentials are not fresh after expired', async () => {
    await stage.startOpen();
    stage.fetched.mockImplementation(answer(401));

    stage.hub.newest.say('expired');
    stage.hub.newest.drop();
    await settle();

    expect(stage.store.state.connection).toEqual({ kind: 'ended', reason: 'signed-out' });
  });

  it('is signed out where it has expired again at once', async () => {
    await stage.startOpen();
    stage.hub.newest.say('expired');
    stage.hub.newest.drop();
    await settle();
    stage.hub.newest.sendAll();

    stage.hub.newest.say('expired');
    stage.hub.newest.drop();
    await settle();

    expect(stage.store.state.connection).toEqual({ kind: 'ended', reason: 'signed-out' });
    expect(stage.hub.links).toHaveLength(2);
  });
});
