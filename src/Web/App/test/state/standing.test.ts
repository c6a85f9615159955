import { describe, expect, it } from 'vitest';
import type { Incoming } from '../../src/contract/messages';
import { isTroubled, standingOf, worstFirst } from '../../src/state/standing';
import {
  completeView,
  degradedOf,
  hourMs,
  nowMs,
  problem,
  problemOf,
  status,
  stuckOf,
  unhealthyOf,
  unreachableOf,
  viewOf,
} from '../messages';

const named = (name: string, ...incoming: readonly Incoming[]) => ({ ...completeView(...incoming), name });
const standing = (view: ReturnType<typeof named>, atMs = nowMs, isEvaluated = true) => standingOf(view, atMs, isEvaluated);
const down = status({ sequence: 2, state: 'down' });

describe('worstFirst', () => {
  it('is the one order of severity, then how many problems there are', () => {
    const views = [
      named('well'),
      named('slow', problem(stuckOf({ kind: 'slow' }))),
      named('failing', problem()),
      named('failing-twice', problem(), problem(problemOf({ id: 'b' }))),
      named('degraded', status({ sequence: 2, state: 'degraded' })),
      named('component', problem(unhealthyOf())),
      named('down', down),
      named('connecting', status({ sequence: 2, state: 'connecting' })),
    ];

    expect(worstFirst(views.map((view) => standing(view))).map(({ view }) => view.name)).toEqual([
      'down',
      'component',
      'degraded',
      'failing-twice',
      'failing',
      'slow',
      'connecting',
      'well',
    ]);
  });

  it('leaves those that stand alike in the order given', () => {
    const views = ['b', 'a', 'c'].map((name) => named(name));

    expect(worstFirst(views.map((view) => standing(view))).map(({ view }) => view.name)).toEqual(['b', 'a', 'c']);
  });
});

describe('standingOf', () => {
  it.each([
    ['well', named('x'), 'ok', false],
    ['down', named('x', down), 'bad', true],
    ['degraded', named('x', status({ sequence: 2, state: 'degraded' }), problem(degradedOf())), 'warn', true],
    ['stuck', named('x', problem(stuckOf())), 'warn', true],
    ['failing', named('x', problem()), 'bad', true],
  ] as const)('has the colour of what is worst: %s', (_, view, tone, troubled) => {
    expect([standing(view).tone, isTroubled(standing(view))]).toEqual([tone, troubled]);
  });

  it('is amber while a daemon is silent, and red once the hub calls it unreachable', () => {
    const later = nowMs + hourMs;

    expect([standing(named('x'), later).tone, standing(named('x', problem(unreachableOf())), later).tone]).toEqual([
      'warn',
      'bad',
    ]);
  });

  it('says of nothing that it is well before it was judged, or while nobody judges', () => {
    const unjudged = { ...viewOf(status()), name: 'x' };

    expect([standing(unjudged).tone, standing(unjudged).counts]).toEqual(['idle', null]);
    expect([standing(named('x'), nowMs, false).tone, isTroubled(standing(named('x'), nowMs, false))]).toEqual(['idle', false]);
  });

  it('counts problems by severity, without those that another explains', () => {
    const view = named('x', problem(unreachableOf()), problem(problemOf({ partOf: 'problem-down' })), problem(stuckOf()));

    expect(standing(view).counts).toEqual({ critical: 1, warning: 1, info: 0 });
    expect(standing(view).problems.map(({ kind }) => kind)).toEqual(['unreachable', 'stuck']);
  });
});
