import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scene } from '../../src/app/scene';
import { Tiles } from '../../src/panels/tiles/Tiles';
import type { SourceView } from '../../src/state/sourceView';
import {
  completeView,
  endedRun,
  failedFeed,
  heartbeatOf,
  hourMs,
  minuteMs,
  nowMs,
  pipeline,
  problem,
  run,
  stats,
  statsOf,
  status,
  statusOf,
  stuckOf,
  viewOf,
} from '../messages';
import { evaluatorAt, Staged, sceneOf } from '../staged';

const ok = { ok: true, error: null, notice: null };

/** The six tiles by their titles. */
function draw(views: readonly SourceView[], change: Partial<Scene> = {}): ReadonlyMap<string, Element> {
  const { container } = render(
    <Staged scene={sceneOf(views, change)}>
      <Tiles />
    </Staged>,
  );
  return new Map([...container.querySelectorAll('.tile')].map((tile) => [tile.querySelector('h2')?.textContent ?? '', tile]));
}

const figure = (tile: Element | undefined) => tile?.querySelector('.tile-figure')?.textContent;
const caption = (tile: Element | undefined) => tile?.querySelector('.tile-caption')?.textContent;
const span = (tile: Element | undefined) => tile?.querySelector('.tile-span')?.textContent?.trim();
const isDim = (tile: Element | undefined) => tile?.classList.contains('is-dim');

describe('Tiles', () => {
  afterEach(cleanup);

  it('show the figures of the daemon and of its runs', () => {
    const tiles = draw([completeView(stats(), pipeline({ runs24h: 2, succeeded24h: 1, failed24h: 1 }))]);

    expect(figure(tiles.get('CPU'))).toBe('12.5 %');
    expect(figure(tiles.get('Success rate, 24\u00a0h'))).toBe('50.0 %');
    expect(tiles.get('Failed, 24\u00a0h')?.classList.contains('tile-bad')).toBe(true);
    expect(tiles.get('Slow or stuck')?.classList.contains('tile-warn')).toBe(false);
  });

  it('sum how runs went over pipelines and daemons, and say how much of the day was watched', () => {
    const north = completeView(
      pipeline({ runs24h: 3, succeeded24h: 1, failed24h: 2 }),
      pipeline({ id: 'b', runs24h: 1, succeeded24h: 1 }),
    );
    const south = completeView(pipeline({ runs24h: 4, succeeded24h: 4, seenPercent24h: 40 }));
    const captions = (...views: readonly SourceView[]) => {
      const tiles = draw(views);
      const shown = ['Success rate, 24\u00a0h', 'Failed, 24\u00a0h'].map((title) => caption(tiles.get(title))?.trim());
      cleanup();
      return shown;
    };

    expect(captions(north)).toEqual(['2 of 4', 'of 4 runs']);
    expect(captions({ ...north, name: 'north' }, { ...south, name: 'south' })).toEqual([
      '6 of 8 · 40 % watched',
      'of 8 runs · 40 % watched',
    ]);
  });

  it('count the runs that are late, as problems say', () => {
    const slow = stuckOf({ id: 'slow', kind: 'slow', executionId: 'r2' });

    const tiles = draw([completeView(problem(stuckOf()), problem(slow), problem())]);

    expect([figure(tiles.get('Slow or stuck')), caption(tiles.get('Slow or stuck'))]).toEqual(['2', '1 slow, 1 stuck']);
  });

  it('are not available of runs that nobody has judged yet, beside those that live on', () => {
    const view = viewOf(
      status(),
      stats(),
      run(endedRun('bad', nowMs, { status: 'failed' })),
      heartbeatOf({ evaluatedAtMs: null }),
    );

    const tiles = draw([view]);

    const shown = ['CPU', 'Success rate, 24\u00a0h', 'Failed, 24\u00a0h', 'Slow or stuck'].map((title) =>
      figure(tiles.get(title)),
    );
    expect(shown).toEqual(['12.5 %', 'n/a', 'n/a', 'n/a']);
  });

  it('dim what is judged while nothing is evaluated, and say until when it was', () => {
    const view = { ...completeView(stats(), pipeline({ runs24h: 1, succeeded24h: 1 })), observedAtMs: nowMs + minuteMs };
    const scene = sceneOf([view], { nowMs: nowMs + minuteMs });

    const tiles = draw([view], { nowMs: nowMs + minuteMs, state: { ...scene.state, ...evaluatorAt(nowMs) } });

    expect([isDim(tiles.get('CPU')), isDim(tiles.get('Failed, 24\u00a0h')), isDim(tiles.get('Slow or stuck'))]).toEqual([
      false,
      true,
      true,
    ]);
    expect(span(tiles.get('Slow or stuck'))).toMatch(/^as of \d\d:00:00$/);
  });

  it('count the uptime on while the daemon is heard', () => {
    const view = { ...completeView(stats()), observedAtMs: nowMs + minuteMs };

    expect(caption(draw([view], { nowMs: nowMs + minuteMs }).get('Active pipelines'))).toContain('up 1 h 1 m');
  });

  it('say from when on their course is known', () => {
    const tiles = draw([completeView(stats())]);

    expect(span(tiles.get('CPU'))).toMatch(/^last hour, from \d\d:\d\d$/);
  });

  it('dim the last known figures of a daemon that is down, with their age, and stop its uptime', () => {
    const { source, epoch, sequence, observedAtMs, fallback, error, lastKnown, ...figures } = statsOf();
    const fallen = stats({ fallback: true, cpuUsage: 0, lastKnown: { ...figures, observedAtMs: nowMs } });
    const view = viewOf(status({ state: 'down' }), fallen, heartbeatOf());

    const tiles = draw([view], { nowMs: nowMs + hourMs });

    expect([figure(tiles.get('CPU')), isDim(tiles.get('CPU'))]).toEqual(['12.5 %', true]);
    expect(span(tiles.get('CPU'))).toMatch(/^as of \d\d:\d\d:00$/);
    expect(caption(tiles.get('Active pipelines'))).toContain('up 1 h 0 m');
  });

  it('dim only what the failing feed brings', () => {
    const feeds = { stats: failedFeed('no'), health: ok, executions: ok };
    const view = { ...completeView(stats()), status: statusOf({ state: 'degraded', feeds }) };

    const tiles = draw([view]);

    expect([isDim(tiles.get('Memory')), isDim(tiles.get('Slow or stuck'))]).toEqual([true, false]);
  });

  it('are not available, and not none, for runs that the daemon never told', () => {
    const feeds = { stats: ok, health: ok, executions: failedFeed('no') };
    const view = { ...completeView(stats()), status: statusOf({ state: 'degraded', feeds }) };

    const tiles = draw([view]);

    expect([figure(tiles.get('Failed, 24\u00a0h')), figure(tiles.get('Slow or stuck'))]).toEqual(['n/a', 'n/a']);
  });

  it('say as of the later of what this page saw and what the hub last knew, each by its own figure', () => {
    const point = { memory: 1, running: null, succeeded: null, failed: null, late: null };
    const series = [
      { ...point, atMs: nowMs - 40 * minuteMs, cpu: 1, active: 1 },
      { ...point, atMs: nowMs - 20 * minuteMs, cpu: 1, active: null, memory: null },
    ];
    const knownAt = (knownMs: number) => {
      const { source, epoch, sequence, observedAtMs, fallback, error, lastKnown, ...figures } = statsOf();
      const fallen = stats({ fallback: true, lastKnown: { ...figures, observedAtMs: knownMs } });
      return { ...viewOf(status({ state: 'down' }), fallen, heartbeatOf()), series };
    };
    const spans = (view: SourceView) => {
      const tiles = draw([view]);
      return ['Active pipelines', 'CPU'].map(
        (title) => tiles.get(title)?.querySelector<HTMLTimeElement>('.tile-span time')?.dateTime,
      );
    };
    const at = (agoMinutes: number) => new Date(nowMs - agoMinutes * minuteMs).toISOString();

    expect(spans(knownAt(nowMs - minuteMs))).toEqual([at(1), at(1)]);
    cleanup();
    expect(spans(knownAt(nowMs - 30 * minuteMs))).toEqual([at(30), at(20)]);
  });

  it('mark sums that lack a daemon, and keep from it what is of one alone', () => {
    const north = { ...completeView(stats()), name: 'north' };
    const gone = { ...viewOf(status({ state: 'down' })), name: 'gone' };

    const tiles = draw([north, gone]);

    expect([figure(tiles.get('Active pipelines')), isDim(tiles.get('Active pipelines'))]).toEqual(['2', true]);
    expect(caption(tiles.get('Active pipelines'))).toBe('1 of 2 daemons · 40 runs in all');
    expect(caption(tiles.get('Slow or stuck'))).toBe('all as usual · 1 of 2 daemons');
    expect(span(tiles.get('Active pipelines'))).toMatch(/^last hour/);
  });

  it('sum counts of several daemons, and take the highest percent that is confirmed', () => {
    const north = { ...completeView(stats({ cpuUsage: 20 })), name: 'north' };
    const south = { ...completeView(stats({ cpuUsage: 60 })), name: 'south' };
    const gone = { ...completeView(stats({ cpuUsage: 90 })), name: 'gone', status: statusOf({ state: 'down' }) };

    const tiles = draw([north, south, gone]);

    expect(figure(tiles.get('Active pipelines'))).toBe('6');
    expect([figure(tiles.get('CPU')), caption(tiles.get('CPU')), isDim(tiles.get('CPU'))]).toEqual([
      '60.0 %',
      'highest: south',
      false,
    ]);
  });
});
