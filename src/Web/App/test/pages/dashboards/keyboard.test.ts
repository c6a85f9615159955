import { describe, expect, it } from 'vitest';
import { afterKey } from '../../../src/pages/dashboards/editing/keyboard';
import { dashboardOf, sentWidget } from './dashboards';

const { widgets } = dashboardOf([sentWidget('a', { x: 0, y: 0, w: 4, h: 3 }), sentWidget('b', { x: 4, y: 0, w: 8, h: 3 })]);
const least = { w: 2, h: 2 };
const placeAfter = (id: string, key: string, isResizing = false) => {
  const { x, y, w, h } = afterKey(widgets, id, key, isResizing, least)?.find((one) => one.id === id) ?? {};
  return [x, y, w, h];
};

describe('an arrow key on a widget', () => {
  it.each([
    ['ArrowRight', [1, 0, 4, 3]],
    ['ArrowDown', [0, 1, 4, 3]],
    ['ArrowLeft', [0, 0, 4, 3]],
    ['ArrowUp', [0, 0, 4, 3]],
  ])('%s moves it by one, and no further than the edge', (key, expected) => {
    expect(placeAfter('a', key)).toEqual(expected);
  });

  it.each([
    ['ArrowRight', [0, 0, 5, 3]],
    ['ArrowDown', [0, 0, 4, 4]],
    ['ArrowLeft', [0, 0, 3, 3]],
    ['ArrowUp', [0, 0, 4, 2]],
  ])('with Shift, %s changes its size', (key, expected) => {
    expect(placeAfter('a', key, true)).toEqual(expected);
  });

  it('keeps its least size and the last column', () => {
    expect(placeAfter('b', 'ArrowRight', true)).toEqual([4, 0, 8, 3]);
    const { widgets: small } = dashboardOf([sentWidget('s', { w: 2, h: 2 })]);
    expect(afterKey(small, 's', 'ArrowLeft', true, least)).toBe(small);
  });

  it('keeps the size of one that is smaller than it should be', () => {
    const { widgets: tiny } = dashboardOf([sentWidget('t', { w: 1, h: 1 })]);

    expect(afterKey(tiny, 't', 'ArrowUp', true, least)).toBe(tiny);
  });

  it('moves what it comes to lie on out of its way', () => {
    const after = afterKey(widgets, 'a', 'ArrowRight', false, least);

    expect(after?.find(({ id }) => id === 'b')).toMatchObject({ x: 4, y: 3 });
  });

  it('is none if it is another key', () => {
    expect(afterKey(widgets, 'a', 'Enter', false, least)).toBeNull();
  });
});
