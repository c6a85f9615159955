import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Scene } from '../../src/app/scene';
import { Health } from '../../src/panels/health/Health';
import type { SourceView } from '../../src/state/sourceView';
import {
  completeView,
  componentOf,
  failedFeed,
  health,
  healthOf,
  heartbeatOf,
  hourMs,
  minuteMs,
  nowMs,
  problem,
  problemOf,
  status,
  statusOf,
  unhealthyOf,
  viewOf,
} from '../messages';
import { Staged, sceneOf } from '../staged';

const database = componentOf({ name: 'database' });
const storage = componentOf({ name: 'storage', healthy: false, message: 'disk is full', metadata: new Map([['free', '0 B']]) });
const ok = { ok: true, error: null, notice: null };

const draw = (views: readonly SourceView[], change: Partial<Scene> = {}) =>
  render(
    <Staged scene={sceneOf(views, change)}>
      <Health />
    </Staged>,
  ).container;

const names = (drawn: Element) => [...drawn.querySelectorAll('.component-name')].map((name) => name.textContent);

/** Those that stand open. */
const openNames = (drawn: Element) =>
  [...drawn.querySelectorAll('.component-name')].filter((name) => !name.closest('.health-well')).map((name) => name.textContent);

describe('Health', () => {
  afterEach(cleanup);

  it('has the unhealthy ones first, each in a word, with its message', () => {
    const drawn = draw([completeView(health([database, storage]))]);

    expect(names(drawn)).toEqual(['storage', 'database']);
    expect([...drawn.querySelectorAll('.component-word')].map((word) => word.textContent)).toEqual(['Unhealthy', 'Healthy']);
    expect(drawn.querySelector('.component-message')?.textContent).toBe('disk is full');
    expect(drawn.querySelector('.health-overall')?.textContent).toBe('Unhealthy 1 of 2');
  });

  it('keeps components of one name apart by their keys', () => {
    const named = (healthy: boolean) => componentOf({ name: 'tap', healthy });
    const view = (components: ReadonlyMap<string, ReturnType<typeof named>>) =>
      completeView(health([], { healthy: false, components }));
    const both = new Map([
      ['a', named(true)],
      ['b', named(false)],
    ]);
    const { container, rerender } = render(
      <Staged scene={sceneOf([view(both)])}>
        <Health />
      </Staged>,
    );
    const items = () => [...container.querySelectorAll('.health-list > li')];
    const before = items();

    const one = new Map([['a', named(true)]]);
    rerender(
      <Staged scene={sceneOf([view(one)])}>
        <Health />
      </Staged>,
    );

    // The unhealthy one came first, and is the one that is gone.
    expect([before.length, items().length]).toEqual([2, 1]);
    expect(items()[0]).toBe(before[1]);
  });

  it('opens what else the daemon tells of a component', () => {
    const details = draw([completeView(health([database, storage]))]).querySelectorAll('details');

    expect(details).toHaveLength(1);
    expect(details[0]?.querySelector('dl')?.textContent).toBe('free0 B');
  });

  it('tells of an unhealthy one since when it is so, as its problem says', () => {
    const parts = health([database, storage, { ...storage, name: 'queue' }, { ...storage, name: 'cache' }]);
    const view = completeView(
      parts,
      problem(unhealthyOf({ id: 'a', component: 'storage', sinceMs: nowMs - minuteMs })),
      problem(unhealthyOf({ id: 'b', component: 'queue', sinceMs: nowMs, sinceAtLeast: true })),
      problem(unhealthyOf({ id: 'c', component: 'database' })),
      problem(problemOf({ id: 'd', component: 'cache' })),
    );

    const drawn = draw([view]);

    const since = [...drawn.querySelectorAll('.component')].map((one) => one.querySelector('.component-since')?.textContent);
    expect(names(drawn)).toEqual(['cache', 'queue', 'storage', 'database']);
    expect(since).toEqual([
      undefined,
      expect.stringMatching(/^since \d\d:\d\d:00 or earlier$/),
      expect.stringMatching(/^since \d\d:\d\d:00$/),
      undefined,
    ]);
  });

  it('says unknown, not unhealthy, while the daemon is down, with what was last known', () => {
    const lastKnown = { healthy: false, components: new Map([['storage', storage]]), observedAtMs: nowMs - hourMs };
    const view = viewOf(
      status({ state: 'down', error: 'Unable to connect' }),
      { kind: 'health', message: healthOf([], { fallback: true, healthy: false, lastKnown }) },
      heartbeatOf(),
    );

    const drawn = draw([view]);

    expect(drawn.querySelector('.health-overall')?.textContent).toBe('Unknown');
    expect(drawn.querySelector('.component-word')?.textContent).toBe('was: Unhealthy');
    expect(drawn.querySelector('.health-age')?.textContent).toContain('(1 h 0 m)');
    expect(drawn.querySelector('.is-dim .health-list')).not.toBeNull();
  });

  it('is unknown and dimmed while the browser is cut off', () => {
    const drawn = draw([completeView(health([database]))], { isConnected: false });

    expect(drawn.querySelector('.health-overall')?.textContent).toBe('Unknown');
    expect(drawn.querySelector('.is-dim .health-list')).not.toBeNull();
  });

  it('gives the error of a feed that fails, and dims what it last said', () => {
    const feeds = { stats: ok, health: failedFeed('HealthCheck is not implemented'), executions: ok };
    const view = { ...completeView(health([database])), status: statusOf({ state: 'degraded', feeds }) };

    const drawn = draw([view]);

    expect(drawn.querySelector('.feed-note.is-error')?.textContent).toBe('HealthCheck is not implemented');
    expect(drawn.querySelector('.is-dim .health-list')).not.toBeNull();
  });

  it('gives the notice of a feed of which not all is shown', () => {
    const feeds = { stats: ok, health: { ...ok, notice: '3 components are not shown' }, executions: ok };
    const view = { ...completeView(health([database])), status: statusOf({ feeds }) };

    const drawn = draw([view]);

    expect(drawn.querySelector('.feed-note')?.textContent).toBe('3 components are not shown');
    expect(drawn.querySelector('.is-dim')).toBeNull();
  });

  it('says that the daemon reports no components', () => {
    expect(draw([completeView(health([]))]).textContent).toContain('The daemon reports no components');
  });

  it('says that the daemon has not told of its health yet', () => {
    expect(draw([completeView()]).textContent).toContain('has not told of its health yet');
  });

  it('parts the components of several daemons', () => {
    const north = { ...completeView(health([database])), name: 'north' };
    const south = { ...completeView(health([storage])), name: 'south' };

    const drawn = draw([north, south]);

    expect([...drawn.querySelectorAll('h3')].map((title) => title.textContent)).toEqual(['south', 'north']);
    expect([...drawn.querySelectorAll('.health-overall')].map((one) => one.textContent)).toEqual(['Unhealthy 1 of 1', 'Healthy']);
    expect(drawn.querySelector('.health-well > summary')?.textContent?.trim()).toBe('1 daemon healthy, 1 component');
    expect(drawn.querySelector('.health-well h3')?.textContent).toBe('north');
  });

  it('folds many healthy ones into one line, and leaves open what is in trouble', () => {
    const many = Array.from({ length: 78 }, (_, n) => componentOf({ name: `part-${n}` }));

    const drawn = draw([completeView(health([...many, componentOf({ name: 'disk', healthy: false })]))]);

    expect(openNames(drawn)).toEqual(['disk']);
    expect(drawn.querySelector<HTMLDetailsElement>('.health-well')?.open).toBe(false);
    expect(drawn.querySelector('.health-well > summary')?.textContent?.trim()).toBe('78 healthy');
  });

  it('does not call well what is only what was last known', () => {
    const north = { ...completeView(health([componentOf()])), name: 'north', status: statusOf({ state: 'down' }) };

    const drawn = draw([north, { ...completeView(health([componentOf()])), name: 'south' }]);

    const titles = [...drawn.querySelectorAll('h3')].map((one) => [
      one.textContent,
      one.closest('.health > .health-well') !== null,
    ]);
    expect(titles).toEqual([
      ['north', false],
      ['south', true],
    ]);
  });
});
