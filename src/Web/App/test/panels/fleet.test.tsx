import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { homeRoute } from '../../src/app/route';
import type { Scene } from '../../src/app/scene';
import type { Incoming } from '../../src/contract/messages';
import { Fleet } from '../../src/panels/fleet/Fleet';
import type { SourceView } from '../../src/state/sourceView';
import { setLanguage } from '../../src/text/text';
import {
  completeView,
  executionOf,
  minuteMs,
  nowMs,
  pipeline,
  problem,
  problemOf,
  run,
  stats,
  status,
  statusOf,
  stuckOf,
  unhealthyOf,
  viewOf,
} from '../messages';
import { speak } from '../speak';
import { actionsOf, Staged, sceneOf } from '../staged';

const named = (name: string, ...incoming: readonly Incoming[]): SourceView => ({ ...completeView(...incoming), name });
const down = (name: string): SourceView => ({
  ...named(name),
  status: statusOf({
    state: 'down',
    sinceMs: nowMs - minuteMs,
    error: 'Unable to connect to FLEXT daemon: refused (10.0.0.7:1)',
  }),
});

const page = (views: readonly SourceView[], change: Partial<Scene> = {}) => (
  <Staged scene={sceneOf(views, change)}>
    <Fleet />
  </Staged>
);

function draw(views: readonly SourceView[], change: Partial<Scene> = {}) {
  const { container, rerender } = render(page(views, change));
  const rows = () => [...container.querySelectorAll<HTMLElement>('tr.fleet-row')];
  const cell = (name: string, row = 0) => rows()[row]?.querySelector(`.fleet-${name}`)?.textContent;
  return { container, rows, cell, names: () => rows().map((row) => row.querySelector('.fleet-name')?.textContent), rerender };
}

describe('Fleet', () => {
  afterEach(() => {
    cleanup();
    setLanguage('en');
  });

  it('has the worst daemon first, with its verdict in words', () => {
    const { names, rows, cell } = draw([named('well'), named('fails', problem(problemOf())), down('gone')]);

    expect(names()).toEqual(['gone', 'fails', 'well']);
    expect(rows().map((row) => row.className.trim())).toEqual([
      'fleet-row fleet-bad is-dim',
      'fleet-row fleet-bad',
      'fleet-row fleet-ok',
    ]);
    expect([cell('words', 0), cell('words', 1), cell('words', 2)]).toEqual([
      expect.stringMatching(/^unreachable since \S+: \u2068?refused \(10\.0\.0\.7:1\)\u2069?$/),
      expect.stringContaining('Orders to warehouse'),
      'all clear',
    ]);
  });

  it('says what is wrong in the order of severity, by name if it is one and else by number', () => {
    const many = [
      problemOf(),
      problemOf({ id: 'b' }),
      stuckOf(),
      unhealthyOf(),
      problemOf({ id: 'n', kind: 'new', title: 'Odd' }),
    ];

    const { cell } = draw([named('north', ...many.map((one) => problem(one)), status({ sequence: 2, state: 'degraded' }))]);

    expect(cell('words')?.replace(/[\u2066-\u2069]/g, '')).toBe(
      'database unhealthy, answers only in part, 2 failing, Stock stuck, Odd',
    );
    expect([...document.querySelectorAll('.fleet-count [role="img"]')].map((icon) => icon.getAttribute('aria-label'))).toEqual([
      '4 critical',
      '1 warning',
    ]);
  });

  it('counts runs of 24 h with how much was watched, and does not know them before they were judged', () => {
    const judged = named(
      'judged',
      pipeline({ runs24h: 40, succeeded24h: 38, failed24h: 2 }),
      pipeline({ id: 'b', runs24h: 8, succeeded24h: 8, seenPercent24h: 93 }),
      run(executionOf({ id: 'r', status: 'running' })),
    );
    const unjudged = { ...viewOf(status()), name: 'unjudged' };

    const { cell, names } = draw([judged, unjudged]);

    expect(names()).toEqual(['unjudged', 'judged']);
    expect([cell('runs'), cell('words'), cell('problems')]).toEqual(['n/a', 'not evaluated yet', 'n/a']);
    expect([cell('runs', 1), cell('running', 1)]).toEqual(['2 / 48 failed · 93 % watched', '1 running']);
  });

  it('colours CPU and memory by what the person prefers', () => {
    const { container } = draw([named('a', stats({ cpuUsage: 96, memoryUsage: 81 })), named('b', stats({ cpuUsage: 79 }))]);

    expect([...container.querySelectorAll('.fleet-usage')].map((one) => /tone-\w+/.exec(one.className)?.[0])).toEqual([
      'tone-bad',
      'tone-warn',
      undefined,
      undefined,
    ]);
  });

  it('dims the figures of a daemon that is down, and says how old they are', () => {
    const { cell, container } = draw([down('gone')], { nowMs: nowMs + minuteMs });

    expect(cell('age')).toBe('1 m 0 s');
    expect(container.querySelectorAll('.fleet-usage.is-dim')).toHaveLength(2);
  });

  it('filters by the address, and changes it', () => {
    const actions = actionsOf();
    const route = { ...homeRoute, query: 'state=down' };
    const { names } = draw([named('north'), down('south')], { route, actions });

    expect(names()).toEqual(['south']);
    fireEvent.click(screen.getByRole('button', { name: /^All/ }));
    expect(actions.navigate).toHaveBeenLastCalledWith({ query: '' }, 'push');
    fireEvent.click(screen.getByRole('button', { name: /^In trouble/ }));
    expect(actions.navigate).toHaveBeenLastCalledWith({ query: 'state=trouble' }, 'push');
  });

  it('says that none matches, and shows everything again', () => {
    const actions = actionsOf();
    draw([named('north'), named('south')], { route: { ...homeRoute, query: 'daemon=east' }, actions });

    expect(screen.getByRole('status').textContent).toContain('No daemon matches.');
    fireEvent.click(screen.getByRole('button', { name: 'Show everything' }));
    expect(actions.navigate).toHaveBeenLastCalledWith({ query: '' }, 'push');
  });

  it('opens the daemon of a row by click and by key', () => {
    const actions = actionsOf();
    const { rows } = draw([named('north'), named('south')], { actions });

    fireEvent.click(rows()[1] as Element);
    fireEvent.keyDown(rows()[0] as Element, { key: 'Enter' });

    expect(vi.mocked(actions.navigate).mock.calls).toEqual([[{ source: 'south', run: null }], [{ source: 'north', run: null }]]);
    expect(rows()[1]?.querySelector('a')?.getAttribute('href')).toBe('/?source=south');
  });

  it('is one stop of the tab key, and the arrow keys move in it', () => {
    const { rows } = draw([named('north'), named('south'), named('west')]);
    rows()[0]?.focus();

    fireEvent.keyDown(rows()[0] as Element, { key: 'End' });

    expect(rows().map((row) => row.tabIndex)).toEqual([-1, -1, 0]);
  });

  it('draws only some rows of very many, and says how many there are', () => {
    const { rows, container } = draw(Array.from({ length: 200 }, (_, n) => named(`daemon-${n}`)));

    expect(rows().length).toBeLessThan(70);
    expect(container.querySelector('table')?.getAttribute('aria-rowcount')).toBe('201');
    expect(rows()[0]?.getAttribute('aria-rowindex')).toBe('2');
  });

  it('says everything in Portuguese too', async () => {
    await speak('pt');
    const { cell, container } = draw([named('north'), named('fails', problem())]);

    expect([cell('words', 1), cell('state', 1)]).toEqual(['tudo bem', 'Ao vivo']);
    expect([...container.querySelectorAll('thead th')].map((head) => head.textContent)).toContain('Veredito');
  });

  describe('as messages come', () => {
    beforeEach(() => vi.restoreAllMocks());

    it('leaves the cells of a row alone whose daemon did not change', () => {
      const [north, south] = [named('north'), named('south')];
      const { rows, rerender } = draw([north, south]);
      const before = rows()[0]?.querySelector('.fleet-words')?.firstChild;
      const again = { ...south, stats: { ...statsOfView(south), cpuUsage: 55 } };

      rerender(page([north, again], { nowMs: nowMs + 500 }));

      expect(rows()[0]?.querySelector('.fleet-words')?.firstChild).toBe(before);
      expect(rows()[1]?.querySelector('.fleet-percent')?.textContent).toBe('55.0 %');
    });
  });
});

function statsOfView({ stats: held }: SourceView) {
  const { message } = stats() as Extract<Incoming, { kind: 'stats' }>;
  return held ?? message;
}
