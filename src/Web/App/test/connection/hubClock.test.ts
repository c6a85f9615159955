import { describe, expect, it } from 'vitest';
import { HubClock } from '../../src/connection/hubClock';

/** A clock here that a test sets. */
function local(startMs = 1_000_000) {
  let nowMs = startMs;
  return { now: () => nowMs, pass: (ms: number) => (nowMs += ms) };
}

describe('HubClock', () => {
  it('is the clock here until the hub was asked', () => {
    expect(new HubClock(() => 42).nowMs()).toBe(42);
  });

  it('takes the hub’s time as that of the middle of the way', async () => {
    const here = local();
    const clock = new HubClock(here.now);

    await clock.ask(async () => {
      here.pass(100);
      return 5_000_000;
    });

    expect(clock.nowMs()).toBe(5_000_050);
  });

  it('keeps the quickest answer, which is the most exact', () => {
    const clock = new HubClock(() => 0);

    clock.take(1000, 0, 10);
    clock.take(1200, 0, 400);

    expect(clock.nowMs()).toBe(995);
  });

  it('takes a quicker answer in its place', () => {
    const clock = new HubClock(() => 0);

    clock.take(1200, 0, 400);
    clock.take(1000, 0, 10);

    expect(clock.nowMs()).toBe(995);
  });

  it('follows a clock that was set, however slow the answer', () => {
    const clock = new HubClock(() => 0);

    clock.take(1000, 0, 10);
    clock.take(3_600_000, 0, 400);

    expect(clock.nowMs()).toBe(3_599_800);
  });

  it('drops an answer that came before it was asked for: the clock here was set meanwhile', () => {
    const clock = new HubClock(() => 0);

    clock.take(1000, 500, 0);

    expect(clock.nowMs()).toBe(0);
  });

  it('takes the first answer of another hub, though it be slower', () => {
    const clock = new HubClock(() => 0);

    clock.take(1000, 0, 10);
    clock.reset();
    clock.take(1100, 0, 400);

    expect(clock.nowMs()).toBe(900);
  });

  it('knows what it knew where a question fails', async () => {
    const clock = new HubClock(() => 0);
    clock.take(1000, 0, 10);

    await expect(clock.ask(() => Promise.reject(new Error('closed')))).rejects.toThrow('closed');

    expect(clock.nowMs()).toBe(995);
  });
});
