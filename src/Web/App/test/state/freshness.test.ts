import { describe, expect, it } from 'vitest';
import { ageMs, freshnessOf, isConfirmed, shownHealth, shownStats, staleAfterMs } from '../../src/state/freshness';
import {
  completeView,
  componentOf,
  failedFeed,
  health,
  minuteMs,
  nowMs,
  stats,
  statsOf,
  status,
  statusOf,
  viewOf,
} from '../messages';

const live = { stats: { ok: true, error: null, notice: null }, health: { ok: true, error: null, notice: null } };

describe('staleAfterMs', () => {
  it.each([
    [0.1, 5000],
    [1, 5000],
    [5 / 3, 5000],
    [2, 6000],
    [60, 180_000],
  ])('of an interval of %d s is %d ms', (intervalSeconds, expected) => {
    expect(staleAfterMs(intervalSeconds)).toBeCloseTo(expected);
  });
});

describe('freshnessOf', () => {
  it('is stale only past the limit', () => {
    const view = completeView(stats());

    expect(freshnessOf(view, nowMs + 5000)).toBe('live');
    expect(freshnessOf(view, nowMs + 5001)).toBe('stale');
  });

  it('is stale later with a longer interval', () => {
    const view = viewOf(status({ intervalSeconds: 10 }), stats());

    expect(freshnessOf(view, nowMs + 30_000)).toBe('live');
    expect(freshnessOf(view, nowMs + 30_001)).toBe('stale');
  });

  it.each(['down', 'connecting'] as const)('%s is never said to be stale', (state) => {
    expect(freshnessOf(viewOf(status({ state }), stats()), nowMs + 3_600_000)).toBe(state);
  });

  it('is loading before anything is heard', () => {
    expect(freshnessOf(undefined, nowMs)).toBe('loading');
    expect(freshnessOf(viewOf(stats()), nowMs)).toBe('loading');
  });
});

describe('ageMs', () => {
  it('is null for a daemon that was never heard, and never negative', () => {
    expect(ageMs(viewOf(status({ observedAtMs: null, state: 'connecting' })), nowMs)).toBeNull();
    expect(ageMs(completeView(), nowMs - 100)).toBe(0);
  });
});

describe('shownStats', () => {
  it('of a live daemon are confirmed by its newest news', () => {
    const view = completeView(stats(), health([componentOf()], { observedAtMs: nowMs + 2000 }));

    expect(shownStats(view, nowMs + 3000)).toMatchObject({ isDim: false, observedAtMs: nowMs + 2000, error: null });
  });

  it('are dim with the error where only that feed fails', () => {
    const feeds = { ...statusOf().feeds, stats: failedFeed('not implemented') };
    const view = completeView(
      stats({ sequence: 2, error: 'not implemented' }),
      status({ sequence: 2, state: 'degraded', feeds }),
      health([componentOf()], { observedAtMs: nowMs + 2000 }),
    );

    expect(shownStats(view, nowMs + 2000)).toMatchObject({ isDim: true, observedAtMs: nowMs, error: 'not implemented' });
    expect(shownHealth(view, nowMs + 2000)).toMatchObject({ isDim: false });
  });

  it('are as old as the newest news of the daemon where it fell silent', () => {
    const view = completeView(stats(), health([componentOf()], { observedAtMs: nowMs + 2000 }));

    expect(shownStats(view, nowMs + minuteMs)).toMatchObject({ isDim: true, observedAtMs: nowMs + 2000 });
  });

  it('of a fallback are the last known ones, never its zeros', () => {
    const lastKnown = { ...statsOf(), cpuUsage: 77, observedAtMs: nowMs - 2000 };
    const view = completeView(
      status({ sequence: 2, state: 'down' }),
      stats({ sequence: 2, fallback: true, cpuUsage: 0, error: 'refused', lastKnown }),
    );

    expect(shownStats(view, nowMs)).toMatchObject({ value: { cpuUsage: 77 }, isDim: true, observedAtMs: nowMs - 2000 });
  });

  it('of a fallback without last known ones are none', () => {
    expect(shownStats(completeView(stats({ fallback: true, cpuUsage: 0 })), nowMs)).toBeNull();
  });

  it('are dim once stale', () => {
    expect(shownStats(completeView(stats()), nowMs + 6000)?.isDim).toBe(true);
  });
});

describe('isConfirmed', () => {
  it('is false for each feed of a daemon that is down, and before its status', () => {
    expect(isConfirmed(completeView(status({ sequence: 2, state: 'down' })), 'health', nowMs)).toBe(false);
    expect(isConfirmed(viewOf(stats()), 'stats', nowMs)).toBe(false);
  });

  it('is told for each feed by itself', () => {
    const feeds = { ...live, executions: failedFeed('no') };
    const view = completeView(status({ sequence: 2, state: 'degraded', feeds }));

    expect(isConfirmed(view, 'stats', nowMs)).toBe(true);
    expect(isConfirmed(view, 'executions', nowMs)).toBe(false);
  });
});
