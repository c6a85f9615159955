// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { tell, tellings } from '../../../src/app/signals/notifications';
import type { Signal } from '../../../src/app/signals/signals';
import type { Problem } from '../../../src/contract/messages';
import { initialState } from '../../../src/state/monitor';
import { completeView, componentOf, degradedOf, health, problemOf, stuckOf, unhealthyOf, unreachableOf } from '../../messages';

const opened = (problem: Problem): Signal => ({ kind: 'opened', problem });
const failure = (id: string, pipelineName = 'Orders') =>
  opened(problemOf({ id, source: 'north', pipelineName, executionId: `run-${id}`, detail: 'connection refused' }));
const refused = unreachableOf({ source: 'north', detail: 'refused' });

const north = {
  ...completeView(
    health([componentOf({ name: 'Database' })], { components: new Map([['database', componentOf({ name: 'Database' })]]) }),
  ),
  name: 'north',
};
const state = { ...initialState, sources: new Map([['north', north]]) };
const told = (...signals: readonly Signal[]) => tellings(state, signals);

describe('tellings', () => {
  it('says what failed and why, and opens the run', () => {
    expect(told(failure('p1'))).toEqual([
      {
        title: '‘Orders’ failed',
        body: 'connection refused',
        tag: 'problem/north/p1',
        opens: { run: { source: 'north', id: 'run-p1' } },
      },
    ]);
  });

  it('says what opened of every kind that it knows, and the title of any other', () => {
    const kinds = [
      degradedOf({ source: 'north' }),
      unhealthyOf({ source: 'north' }),
      stuckOf(),
      stuckOf({ kind: 'slow' }),
      problemOf({ kind: 'too-hot', title: 'Orders ran hot' }),
    ];

    expect(kinds.flatMap((kind) => told(opened(kind))).map(({ title }) => title)).toEqual([
      'Daemon ‘north’ answers only in part',
      '‘Database’ is unhealthy',
      '‘Stock’ is stuck',
      '‘Stock’ is taking far longer than usual',
      'Orders ran hot',
    ]);
  });

  it('says where, if nothing says why, and opens nothing where there is no run', () => {
    expect(told(opened(unhealthyOf({ source: 'north' })))).toMatchObject([{ body: 'north', opens: {} }]);
  });

  it('says many failures at once', () => {
    const many = told(failure('1'), failure('2'), failure('3', 'Payments'), failure('4', 'Stock'));

    expect(many).toHaveLength(1);
    expect(many[0]).toMatchObject({ title: '4 runs failed', body: 'Orders, Payments, Stock' });
  });

  it('says many problems at once, and daemons apart from them', () => {
    const many = told(
      failure('1'),
      failure('2'),
      opened(stuckOf()),
      opened(problemOf({ kind: 'too-hot', title: 'Orders ran hot' })),
      opened(refused),
    );

    expect(many.map(({ title, body }) => [title, body])).toEqual([
      ['Daemon ‘north’ is unreachable', 'refused'],
      ['4 new problems', 'Orders, Stock, Orders ran hot'],
    ]);
  });

  it('says that a daemon went down, and in the same place that it is back', () => {
    const [down, back] = told(opened(refused), { kind: 'back', problem: refused });

    expect(down).toMatchObject({ title: 'Daemon ‘north’ is unreachable', body: 'refused' });
    expect(back).toMatchObject({ title: 'Daemon ‘north’ is back', body: '' });
    expect(back?.tag).toBe(down?.tag);
  });

  it('says in another place that the daemon is down once more, which would not be noticed in the old one', () => {
    const [one, other] = told(opened(refused), opened({ ...refused, id: 'again' }));

    expect(one?.tag).not.toBe(other?.tag);
  });
});

describe('tell', () => {
  it('brings the tab to the front and opens the run on a click', () => {
    const made: { onclick: (() => void) | null; close: () => void; options: unknown }[] = [];
    vi.stubGlobal(
      'Notification',
      class {
        onclick = null;
        close = vi.fn();
        constructor(
          readonly title: string,
          readonly options: unknown,
        ) {
          made.push(this);
        }
      },
    );
    const focus = vi.spyOn(window, 'focus').mockImplementation(() => undefined);
    const navigate = vi.fn();
    const [telling] = told(failure('r1'));

    if (telling) {
      tell(telling, navigate, 'icon.png');
    }
    made[0]?.onclick?.();

    expect(made[0]?.options).toEqual({ body: 'connection refused', tag: 'problem/north/r1', icon: 'icon.png' });
    expect(focus).toHaveBeenCalledOnce();
    expect(navigate).toHaveBeenCalledExactlyOnceWith({ run: { source: 'north', id: 'run-r1' } });
    expect(made[0]?.close).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });
});
