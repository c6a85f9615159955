import { describe, expect, it } from 'vitest';
import { appended } from '../../src/state/sampling';
import { gapsOf, isGap, lastConfirmedMs, left, type Series, type SeriesPoint, seriesSpanMs } from '../../src/state/series';
import type { SourceView } from '../../src/state/sourceView';
import {
  completeView,
  endedRun,
  executionOf,
  failedFeed,
  hourMs,
  minuteMs,
  nowMs,
  pipeline,
  problem,
  run,
  stats,
  statusOf,
  stuckOf,
  viewOf,
} from '../messages';

const secondMs = 1000;
const ok = { ok: true, error: null, notice: null };

/** A live daemon with news of a time. */
const at = (atMs: number, cpuUsage = 12.5): SourceView => ({
  ...completeView(
    stats({ cpuUsage, sequence: atMs }),
    run(endedRun('run-1', nowMs - minuteMs)),
    pipeline({ runs24h: 1, succeeded24h: 1 }),
  ),
  observedAtMs: atMs,
});

const down = (atMs: number): SourceView => ({ ...at(atMs), status: statusOf({ state: 'down' }) });

const cpuOf = (series: Series) => series.map(({ cpu }) => cpu);

describe('appended', () => {
  it('holds the figures of the daemon and of its runs', () => {
    const [point] = appended([], at(nowMs), nowMs);

    expect(point).toEqual({ atMs: nowMs, cpu: 12.5, memory: 43.2, active: 2, running: 0, succeeded: 1, failed: 0, late: 0 });
  });

  it('counts what runs and what is late', () => {
    const view = { ...completeView(run(executionOf({ id: 'now', status: 'running' })), problem(stuckOf())), observedAtMs: nowMs };

    expect(appended([], view, nowMs)).toMatchObject([{ running: 1, late: 1 }]);
  });

  it('has no figures of how runs went where nobody judges them', () => {
    const unjudged = { ...at(nowMs), evaluatedAtMs: null };

    const points = [appended([], unjudged, nowMs), appended([], at(nowMs), nowMs, false)].flat();

    expect(points).toMatchObject(new Array(2).fill({ cpu: 12.5, running: 0, succeeded: null, failed: null, late: null }));
  });

  it('takes one point a second, the first', () => {
    const first = appended([], at(nowMs, 10), nowMs);

    expect(appended(first, at(nowMs + 400, 20), nowMs + 400)).toBe(first);
  });

  it('completes the point of a second with what was missing', () => {
    const view = at(nowMs, 10);
    const first = appended([], { ...view, stats: null }, nowMs);
    const second = appended(first, view, nowMs + 400);

    expect(cpuOf(first)).toEqual([null]);
    expect(cpuOf(second)).toEqual([10]);
  });

  it('is the same series where a second brings nothing new', () => {
    const series = appended([], at(nowMs), nowMs);

    expect(appended(series, at(nowMs + 300), nowMs + 300)).toBe(series);
  });

  it('is the same series for news that are older than its last', () => {
    const series = appended([], at(nowMs), nowMs);

    expect(appended(series, at(nowMs - 5 * secondMs), nowMs)).toBe(series);
  });

  it('goes on at once after the clock was set back, without what lies ahead of it', () => {
    const ahead = appended(appended([], at(nowMs), nowMs), down(nowMs), nowMs + 10 * minuteMs);

    const series = appended(ahead, at(nowMs + 2 * secondMs, 30), nowMs + 2 * secondMs);

    expect(cpuOf(series)).toEqual([12.5, 30]);
  });

  it('keeps what is only a little ahead, as clocks differ', () => {
    const series = appended([], at(nowMs + 30 * secondMs), nowMs);

    expect(appended(series, at(nowMs), nowMs)).toBe(series);
  });

  it('takes nothing before the first state of a daemon is whole', () => {
    expect(appended([], viewOf(stats()), nowMs)).toEqual([]);
  });

  it('leaves no gap for news that come later than usual but in time', () => {
    const series = appended(appended([], at(nowMs), nowMs), at(nowMs + 5 * secondMs), nowMs + 5 * secondMs);

    expect(cpuOf(series)).toEqual([12.5, 12.5]);
  });

  it('takes late news for true of when they were observed', () => {
    expect(cpuOf(appended([], at(nowMs), nowMs + minuteMs))).toEqual([12.5]);
  });

  it('leaves a gap where news were missing for longer than they may, as after a lost connection', () => {
    const series = appended(appended([], at(nowMs), nowMs), at(nowMs + 6 * secondMs), nowMs + 6 * secondMs);

    expect(cpuOf(series)).toEqual([12.5, null, 12.5]);
    expect(series[1]?.atMs).toBe(nowMs + secondMs);
  });

  it('leaves one gap from when the daemon is down, and keeps the last point before it', () => {
    const known = appended([], at(nowMs), nowMs);
    const broken = appended(known, down(nowMs), nowMs + 2 * secondMs);

    expect(cpuOf(broken)).toEqual([12.5, null]);
    expect(broken[1]?.atMs).toBe(nowMs + 2 * secondMs);
    expect(appended(broken, down(nowMs), nowMs + minuteMs)).toBe(broken);
  });

  it('goes on after an outage without a second gap', () => {
    const broken = appended(appended([], at(nowMs), nowMs), down(nowMs), nowMs + 2 * secondMs);
    const again = appended(broken, at(nowMs + minuteMs, 30), nowMs + minuteMs);

    expect(cpuOf(again)).toEqual([12.5, null, 30]);
  });

  it('breaks only the figures of a feed that fails', () => {
    const view = at(nowMs);
    const degraded = {
      ...view,
      status: statusOf({ state: 'degraded', feeds: { stats: failedFeed('unimplemented'), health: ok, executions: ok } }),
    };

    const [point] = appended([], degraded, nowMs);

    expect(point).toMatchObject({ cpu: null, memory: null, active: null, succeeded: 1 });
  });

  it('lets go of what is older than an hour', () => {
    const series = appended(appended([], at(nowMs), nowMs), at(nowMs + seriesSpanMs), nowMs + seriesSpanMs);

    expect(series.map(({ atMs }) => atMs)).toEqual([nowMs + seriesSpanMs]);
  });

  it('never holds more than an hour of seconds', () => {
    const full = Array.from({ length: 3600 }, (_, n): SeriesPoint => ({ ...pointAt(nowMs + n), cpu: n }));

    const series = appended(full, at(nowMs + 4 * secondMs), nowMs + 4 * secondMs);

    expect(series.length).toBeLessThanOrEqual(3600);
    expect(series.at(-1)?.cpu).toBe(12.5);
  });
});

const pointAt = (atMs: number, cpu: number | null = 1): SeriesPoint => ({
  atMs,
  cpu,
  memory: null,
  active: null,
  running: null,
  succeeded: null,
  failed: null,
  late: null,
});

describe('gapsOf', () => {
  it('tells from when to when a figure was not confirmed', () => {
    const series = [pointAt(1), pointAt(2, null), pointAt(3, null), pointAt(4), pointAt(5, null)];

    expect(gapsOf(series, 'cpu')).toEqual([
      { fromMs: 2, toMs: 4, isAway: false },
      { fromMs: 5, toMs: Number.POSITIVE_INFINITY, isAway: false },
    ]);
  });

  it('finds none where all is confirmed', () => {
    expect(gapsOf([pointAt(1), pointAt(2)], 'cpu')).toEqual([]);
  });
});

describe('a page that was away', () => {
  const gaps = (series: Series) =>
    gapsOf(series, 'cpu').map(({ fromMs, toMs, isAway }) => [fromMs - nowMs, toMs - nowMs, isAway]);
  const known = appended([], at(nowMs), nowMs);
  const away = left(known, nowMs + secondMs);

  it('knows nothing from when it left to when it came back, which is no outage', () => {
    expect(gaps(appended(away, at(nowMs + hourMs / 2), nowMs + hourMs / 2))).toEqual([[secondMs, hourMs / 2, true]]);
  });

  it('knows of an outage only from when it came back to one, and up to when it left one', () => {
    const back = appended(away, down(nowMs), nowMs + minuteMs);
    const gone = left(back, nowMs + 2 * minuteMs);
    const live = appended(gone, at(nowMs + 3 * minuteMs), nowMs + 3 * minuteMs);

    expect(gaps(live)).toEqual([
      [secondMs, minuteMs, true],
      [minuteMs, 2 * minuteMs, false],
      [2 * minuteMs, 3 * minuteMs, true],
    ]);
  });

  it('knows of an outage, though the hub was restarted in it and has never heard the daemon', () => {
    const back = appended(away, { ...down(nowMs), observedAtMs: null }, nowMs + minuteMs);

    expect(gaps(back)).toEqual([
      [secondMs, minuteMs, true],
      [minuteMs, Number.POSITIVE_INFINITY, false],
    ]);
  });

  it('still knows nothing while the hub has not heard the daemon yet', () => {
    const connecting = { ...at(nowMs), status: statusOf({ state: 'connecting' }), observedAtMs: null };

    expect(appended(away, connecting, nowMs + minuteMs)).toBe(away);
  });

  it('has missed nothing where it is back at once', () => {
    const series = appended(away, at(nowMs + 3 * secondMs, 20), nowMs + 3 * secondMs);

    expect(cpuOf(series)).toEqual([12.5, 20]);
  });

  it('is away once, and only where it had seen something', () => {
    expect(left(away, nowMs + minuteMs)).toBe(away);
    expect(left([], nowMs)).toEqual([]);
  });
});

describe('lastConfirmedMs', () => {
  it('is the time before the gap', () => {
    expect(lastConfirmedMs([pointAt(1), pointAt(2), pointAt(3, null)], 'cpu')).toBe(2);
  });

  it('is null where it never was', () => {
    expect(lastConfirmedMs([pointAt(1)], 'memory')).toBeNull();
  });
});

describe('isGap', () => {
  it('is a point without any figure', () => {
    expect([isGap(pointAt(1, null)), isGap(pointAt(1, 0))]).toEqual([true, false]);
  });
});
