import { describe, expect, it } from 'vitest';
import { areEqual } from '../../../src/pages/dashboards/model/changed';
import type { Dashboard, Widget } from '../../../src/pages/dashboards/model/document';
import { moved, overlap } from '../../../src/pages/dashboards/model/layout';
import { merge } from '../../../src/pages/dashboards/model/merge';
import { dashboardOf, idsOf, seeded, sentWidget } from './dashboards';

const base = dashboardOf([sentWidget('a'), sentWidget('b', { x: 4 }), sentWidget('c', { x: 8 })]);

const changed = (from: Dashboard, id: string, change: Partial<Widget>): Dashboard => ({
  ...from,
  widgets: from.widgets.map((widget) => (widget.id === id ? { ...widget, ...change } : widget)),
});
const removed = (from: Dashboard, id: string): Dashboard => ({
  ...from,
  widgets: from.widgets.filter((widget) => widget.id !== id),
});
const find = ({ widgets }: Dashboard, id: string) => widgets.find((widget) => widget.id === id);

describe('bringing two people together', () => {
  it('asks nothing of what only one of them changed', () => {
    const mine = changed({ ...base, title: 'Mornings' }, 'a', { options: { markdown: 'hello' } });
    const theirs = { ...removed(changed(base, 'b', { y: 5 }), 'c'), version: 4 };

    const { merged, conflicts } = merge(base, mine, theirs);

    expect(conflicts).toEqual([]);
    expect([merged.title, merged.version, idsOf(merged.widgets)]).toEqual(['Mornings', 4, ['a', 'b']]);
    expect([find(merged, 'a')?.options, find(merged, 'b')?.y]).toEqual([{ markdown: 'hello' }, 5]);
  });

  it('joins what one moved and the other set', () => {
    const { merged, conflicts } = merge(base, changed(base, 'a', { y: 9 }), changed(base, 'a', { options: { title: 'x' } }));

    expect(conflicts).toEqual([]);
    expect(find(merged, 'a')).toMatchObject({ y: 9, options: { title: 'x' } });
  });

  it('asks about what both changed, each otherwise, and takes the side that is chosen', () => {
    const mine = { ...changed(base, 'a', { options: { title: 'mine' } }), title: 'Mine' };
    const theirs = { ...changed(base, 'a', { options: { title: 'theirs' } }), title: 'Theirs' };

    expect(merge(base, mine, theirs).conflicts.map(({ kind, id }) => [kind, id])).toEqual([
      ['field', 'title'],
      ['widget', 'a'],
    ]);
    const { merged } = merge(
      base,
      mine,
      theirs,
      new Map([
        ['a', 'theirs'],
        ['title', 'mine'],
      ] as const),
    );
    expect([find(merged, 'a')?.options.title, merged.title]).toEqual(['theirs', 'Mine']);
  });

  it.each([
    ['mine', removed(base, 'a'), changed(base, 'a', { h: 9 })],
    ['theirs', changed(base, 'a', { h: 9 }), removed(base, 'a')],
  ] as const)('keeps what %s removed and the other changed until somebody chooses', (remover, mine, theirs) => {
    const { merged, conflicts } = merge(base, mine, theirs);

    expect(conflicts).toHaveLength(1);
    expect(find(merged, 'a')?.h).toBe(9);
    expect(find(merge(base, mine, theirs, new Map([['a', remover]])).merged, 'a')).toBeUndefined();
  });

  it('keeps both widgets that were added under one name', () => {
    const added = (options: object): Dashboard => ({
      ...base,
      widgets: [...base.widgets, ...dashboardOf([sentWidget('d', { y: 3, options })]).widgets],
    });

    const { merged } = merge(base, added({ title: 'one' }), added({ title: 'two' }));

    expect(
      merged.widgets
        .map(({ options }) => options.title)
        .filter(Boolean)
        .sort(),
    ).toEqual(['one', 'two']);
    expect(new Set(idsOf(merged.widgets)).size).toBe(5);
  });

  it('keeps unknown fields that either of both has added', () => {
    const { merged } = merge(base, { ...base, more: { own: 1 } }, { ...base, more: { others: 2 } });

    expect(merged.more).toEqual({ own: 1, others: 2 });
  });

  it.each(Array.from({ length: 300 }, (_, seed) => seed))('loses no widget, whatever both do (%i)', (seed) => {
    const random = seeded(seed);
    const start = edited(base, random, 8, 'x');
    const [mine, theirs] = [edited(start, random, 6, 'm'), edited(start, random, 6, 't')];

    const { merged, conflicts } = merge(start, mine, theirs);

    const [was, own, other, now] = [byId(start), byId(mine), byId(theirs), byId(merged)];
    for (const id of new Set([...own.keys(), ...other.keys()])) {
      const before = was.get(id);
      const isRemoved = before !== undefined && (!own.has(id) || !other.has(id));
      const isUntouchedByTheOther = areEqual(own.get(id) ?? other.get(id), before);
      expect(now.has(id)).toBe(!(isRemoved && isUntouchedByTheOther));
    }
    expect(conflicts.every(({ id, kind }) => kind === 'field' || was.has(id))).toBe(true);
    expect(merged.widgets.some((one, at) => merged.widgets.slice(at + 1).some((two) => overlap(one, two)))).toBe(false);
    // Theirs comes out whole where I did nothing, and mine where they did nothing.
    expect(sameWidgets(merge(start, start, theirs).merged, theirs)).toBe(true);
    expect(sameWidgets(merge(start, mine, start).merged, mine)).toBe(true);
  });
});

const byId = ({ widgets }: Dashboard) => new Map(widgets.map((one) => [one.id, one]));

const sameWidgets = (left: Dashboard, right: Dashboard): boolean =>
  areEqual(
    Object.fromEntries(left.widgets.map((one) => [one.id, one])),
    Object.fromEntries(right.widgets.map((one) => [one.id, one])),
  );

/** A dashboard after some edits of one person. */
function edited(from: Dashboard, random: () => number, count: number, who: string): Dashboard {
  let { widgets } = from;
  for (let number = 0; number < count; number += 1) {
    const widget = widgets[Math.floor(random() * widgets.length)];
    const w = 1 + Math.floor(random() * 12);
    const place = { w, x: Math.floor(random() * (13 - w)), y: Math.floor(random() * 20), h: 1 + Math.floor(random() * 6) };
    const kind = random();
    if (kind < 0.3 || !widget) {
      const [added] = dashboardOf([sentWidget(`${who}-${number}`, place)]).widgets;
      widgets = added ? moved([...widgets, added], added.id, added) : widgets;
    } else if (kind < 0.5) {
      widgets = widgets.filter((one) => one !== widget);
    } else if (kind < 0.75) {
      widgets = moved(widgets, widget.id, place);
    } else {
      widgets = widgets.map((one) => (one === widget ? { ...one, options: { title: `${who}${number}` } } : one));
    }
  }
  return { ...from, widgets };
}
