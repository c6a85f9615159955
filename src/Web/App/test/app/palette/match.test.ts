import { describe, expect, it } from 'vitest';
import type { PaletteGroup, PaletteItem } from '../../../src/app/palette/items';
import { matching } from '../../../src/app/palette/match';

const item = (group: PaletteGroup, title: string, detail = ''): PaletteItem => ({
  key: `${group}/${title}/${detail}`,
  group,
  icon: 'live',
  title,
  detail,
  choose: () => undefined,
});

const titles = (items: readonly PaletteItem[], query: string) => matching(items, query).map(({ title }) => title);

describe('matching', () => {
  it('wants every word somewhere in title or detail, in whatever order', () => {
    const items = [item('pipelines', 'Orders to warehouse', 'Failed'), item('pipelines', 'Orders to lake', 'Success')];

    expect(titles(items, 'fail ord')).toEqual(['Orders to warehouse']);
    expect(titles(items, 'orders')).toEqual(['Orders to warehouse', 'Orders to lake']);
    expect(titles(items, 'orders nowhere')).toEqual([]);
  });

  it('minds neither case nor accents', () => {
    expect(titles([item('page', 'Horários: UTC')], 'HORARIOS utc')).toEqual(['Horários: UTC']);
  });

  it('puts what begins so first, then words that begin so, then what has it within', () => {
    const items = [item('pipelines', 'reorders'), item('pipelines', 'tap-orders'), item('pipelines', 'orders')];

    expect(titles(items, 'ord')).toEqual(['orders', 'tap-orders', 'reorders']);
  });

  it('keeps groups together', () => {
    const items = [item('pipelines', 'reorders'), item('runs', 'orders'), item('page', 'orders')];

    expect(matching(items, 'orders').map(({ group }) => group)).toEqual(['pipelines', 'runs', 'page']);
  });

  it('takes signs for themselves', () => {
    expect(titles([item('pipelines', 'a.b (c)'), item('pipelines', 'aXb')], '.b (')).toEqual(['a.b (c)']);
  });

  it('shows some runs only where nothing is asked, and everything else', () => {
    const items = [...Array.from({ length: 30 }, (_, n) => item('runs', 'run', String(n))), item('page', 'Theme')];

    expect(matching(items, '  ').map(({ group }) => group)).toEqual(['runs', 'runs', 'runs', 'runs', 'runs', 'page']);
  });

  it('is never endless', () => {
    const items = Array.from({ length: 500 }, (_, n) => item('runs', 'run', String(n)));

    expect(matching(items, 'run')).toHaveLength(60);
  });
});
