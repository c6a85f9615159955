// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { goOnline, returnToTab, settle, signedIn, stagedSession, unreachable } from './stagedSession';

describe('HubSession when the network or the tab comes back', () => {
  const stage = stagedSession();

  it.each([
    ['online', () => goOnline()],
    ['the return to the tab', () => returnToTab()],
  ])('tries at once on %s', async (_, comeBack) => {
    await stage.startOpen();
    stage.fetched.mockImplementation(unreachable);
    stage.hub.newest.drop();
    await vi.advanceTimersByTimeAsync(20_000);
    stage.fetched.mockImplementation(signedIn);

    comeBack();
    await settle();
    stage.hub.newest.sendAll();

    expect(stage.kind()).toBe('open');
  });

  it('tries once more at once where the network came back during a try that fails', async () => {
    await stage.startOpen();
    stage.hub.newest.drop();
    let fail: (why: Error) => void = () => undefined;
    stage.fetched.mockImplementation(() => new Promise((_, reject) => (fail = reject)));
    await vi.advanceTimersByTimeAsync(500);
    expect(stage.kind()).toBe('retrying');

    goOnline();
    stage.fetched.mockImplementation(signedIn);
    fail(new TypeError('Failed to fetch'));
    await settle();
    stage.hub.newest.sendAll();

    expect(stage.kind()).toBe('open');
  });

  it('takes another connection where the one from before the return to the tab is dead', async () => {
    await stage.startOpen();
    const dead = stage.hub.newest;
    dead.clock.mockImplementation(() => new Promise(() => undefined));

    returnToTab();
    await vi.advanceTimersByTimeAsync(4001);
    stage.hub.newest.sendAll();

    expect(stage.hub.newest).not.toBe(dead);
    expect(dead.close).toHaveBeenCalledOnce();
    expect(stage.kind()).toBe('open');
  });

  it('keeps a connection that lives on the return to the tab', async () => {
    await stage.startOpen();

    returnToTab();
    await vi.advanceTimersByTimeAsync(10_000);

    expect(stage.hub.links).toHaveLength(1);
    expect(stage.kind()).toBe('open');
  });

  it.each([
    ['old', 3000, 0],
    ['young', 500, 1500],
  ])('makes another try in place of one that hangs (an %s one)', async (_, ageMs, leftMs) => {
    await stage.startOpen();
    stage.hub.newest.drop();
    let fail: (why: Error) => void = () => undefined;
    stage.fetched.mockImplementation(() => new Promise((_, reject) => (fail = reject)));
    await vi.advanceTimersByTimeAsync(500 + ageMs);
    const hanging = stage.hub.newest;
    stage.fetched.mockImplementation(signedIn);

    goOnline();
    await vi.advanceTimersByTimeAsync(leftMs + 1);
    stage.hub.newest.sendAll();

    expect(stage.hub.newest).not.toBe(hanging);
    expect(stage.kind()).toBe('open');
    fail(new TypeError('Failed to fetch'));
    await settle();
    expect(stage.kind()).toBe('open');
  });

  it('makes another try in place of the very first where that hangs', async () => {
    stage.fetched.mockImplementation(() => new Promise(() => undefined));
    await stage.start();
    await vi.advanceTimersByTimeAsync(3000);
    stage.fetched.mockImplementation(signedIn);

    returnToTab();
    await vi.advanceTimersByTimeAsync(1);
    stage.hub.newest.sendAll();

    expect(stage.kind()).toBe('open');
  });

  it('makes no other connection when the wait that it cut short would have ended', async () => {
    await stage.startOpen();
    stage.hub.newest.say('restarting', 7);
    stage.hub.newest.drop();

    goOnline();
    await settle();
    stage.hub.newest.sendAll();
    await vi.advanceTimersByTimeAsync(10_000);

    expect(stage.hub.links).toHaveLength(2);
    expect(stage.kind()).toBe('open');
  });

  it('waits as long as the hub says where that let go of a try that the network came back during', async () => {
    await stage.startOpen();
    stage.hub.newest.drop();
    let open: () => void = () => undefined;
    stage.hub.onOpen = () => new Promise((resolve) => (open = resolve));
    await vi.advanceTimersByTimeAsync(500);
    goOnline();
    await vi.advanceTimersByTimeAsync(500);
    open();
    await settle();
    stage.hub.onOpen = async () => undefined;
    const before = stage.hub.links.length;

    stage.hub.newest.sendAll();
    stage.hub.newest.say('restarting', 7);
    stage.hub.newest.drop();
    await vi.advanceTimersByTimeAsync(2000);
    expect(stage.hub.links).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(5001);
    stage.hub.newest.sendAll();
    await vi.advanceTimersByTimeAsync(10_000);

    expect(stage.hub.links).toHaveLength(before + 1);
    expect(stage.hub.links.filter((link) => link.isOpen)).toHaveLength(1);
    expect(stage.kind()).toBe('open');
  });

  it('leaves a try alone that has opened a connection, however slow its first message', async () => {
    await stage.startOpen();
    stage.hub.newest.drop();
    await vi.advanceTimersByTimeAsync(500);
    const slow = stage.hub.newest;

    await vi.advanceTimersByTimeAsync(3000);
    returnToTab();
    await vi.advanceTimersByTimeAsync(1);

    expect(stage.hub.newest).toBe(slow);
  });

  it('keeps a connection that is slow to prove that it lives but brings something', async () => {
    await stage.startOpen();
    stage.hub.newest.clock.mockImplementation(() => new Promise(() => undefined));

    returnToTab();
    await vi.advanceTimersByTimeAsync(2000);
    stage.hub.newest.sendAll();
    await vi.advanceTimersByTimeAsync(10_000);

    expect(stage.hub.links).toHaveLength(1);
    expect(stage.kind()).toBe('open');
  });

  it('sets the clock again on the return to the tab', async () => {
    await stage.startOpen();
    stage.hub.newest.clock.mockImplementation(async () => Date.now() - 60_000);

    returnToTab();
    await settle();

    expect(stage.clock.nowMs()).toBe(Date.now() - 60_000);
  });
});
