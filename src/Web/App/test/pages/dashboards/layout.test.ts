import { describe, expect, it } from 'vitest';
import type { Place } from '../../../src/pages/dashboards/model/document';
import { laidOut, moved, overlap } from '../../../src/pages/dashboards/model/layout';
import { dashboardOf, idsOf, seeded, sentWidget } from './dashboards';

const someWidgets = (count: number, random: () => number) => {
  let { widgets } = dashboardOf([]);
  for (let number = 0; number < count; number += 1) {
    const w = 1 + Math.floor(random() * 12);
    const place = { w, x: Math.floor(random() * (13 - w)), y: Math.floor(random() * 30), h: 1 + Math.floor(random() * 8) };
    widgets = moved([...widgets, ...dashboardOf([sentWidget(`w-${number}`, place)]).widgets], `w-${number}`, place);
  }
  return widgets;
};

const overlaps = (places: readonly Place[]): number =>
  places.flatMap((one, at) => places.slice(at + 1).filter((other) => overlap(one, other))).length;

describe('a layout', () => {
  it('of 12 columns is the stored one', () => {
    const { widgets } = dashboardOf([sentWidget('b', { x: 6, y: 0, w: 6 }), sentWidget('a', { x: 0, y: 0, w: 6 })]);

    expect(laidOut(widgets, 12).map(({ widget, place }) => [widget.id, place])).toEqual([
      ['a', { x: 0, y: 0, w: 6, h: 3 }],
      ['b', { x: 6, y: 0, w: 6, h: 3 }],
    ]);
  });

  it('of one column stacks the widgets as they are read', () => {
    const { widgets } = dashboardOf([
      sentWidget('below', { y: 4, w: 12 }),
      sentWidget('right', { x: 6, w: 6 }),
      sentWidget('left', { w: 6 }),
    ]);

    const placed = laidOut(widgets, 1);
    expect(idsOf(placed.map(({ widget }) => widget))).toEqual(['left', 'right', 'below']);
    expect(placed.map(({ place }) => place.y)).toEqual([0, 3, 6]);
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))('goes from 12 columns to 1, to 6 and back unchanged (%i)', (seed) => {
    const widgets = someWidgets(20, seeded(seed));
    const before = JSON.stringify(laidOut(widgets, 12));

    for (const columns of [6, 1] as const) {
      const narrow = laidOut(widgets, columns).map(({ place }) => place);
      expect(narrow).toHaveLength(20);
      expect(overlaps(narrow)).toBe(0);
      expect(narrow.every(({ x, w }) => x >= 0 && x + w <= columns)).toBe(true);
      expect(narrow.map(({ y }) => y)).toEqual(narrow.map(({ y }) => y).sort((left, right) => left - right));
    }
    expect(JSON.stringify(laidOut(widgets, 12))).toBe(before);
  });
});

describe('moving a widget', () => {
  it('moves what lies under it down, and what lies under that', () => {
    const { widgets } = dashboardOf([
      sentWidget('a'),
      sentWidget('b', { y: 3 }),
      sentWidget('c', { y: 6 }),
      sentWidget('far', { x: 8 }),
    ]);

    const after = moved(widgets, 'a', { x: 0, y: 2, w: 4, h: 3 });
    expect(after.map(({ id, y }) => [id, y])).toEqual([
      ['a', 2],
      ['b', 5],
      ['c', 8],
      ['far', 0],
    ]);
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))('never lays one over another (%i)', (seed) => {
    const random = seeded(seed);
    const widgets = someWidgets(12, random);
    const after = moved(widgets, 'w-3', { x: 2, y: Math.floor(random() * 20), w: 7, h: 4 });

    expect(overlaps(after)).toBe(0);
    expect(idsOf(after)).toEqual(idsOf(widgets));
  });
});
