import { describe, expect, it } from 'vitest';
import type { ChartDrawing } from '../../src/charts/chartDrawing';
import { looksSame } from '../../src/charts/sameDrawing';
import { ownAxis } from '../../src/charts/units';

const colours = { text: '#000', grid: '#eee', bad: '#f00', lines: ['#00f'], font: 'sans-serif', textPx: 16 };
const drawing: ChartDrawing = {
  lines: [[{ x: 1000, mean: 50, min: 40, max: 60 }]],
  plates: { unknown: [{ fromMs: 0, toMs: 500 }], down: [[]], away: [[]] },
  period: { fromMs: 0, toMs: 600_000 },
  colours,
  locale: 'utc/en',
  unit: 'percent',
  axis: ownAxis,
  hasBand: true,
};
const pixel = { ms: 1000, value: 1 };

describe('looksSame', () => {
  it.each<[string, Partial<ChartDrawing>]>([
    ['the time moved on by less than a pixel', { period: { fromMs: 900, toMs: 600_900 } }],
    ['a value moved by less than half of one', { lines: [[{ x: 1000, mean: 50.4, min: 40, max: 60 }]] }],
  ])('is so where %s', (_, change) => {
    expect(looksSame(drawing, { ...drawing, ...change }, pixel)).toBe(true);
  });

  it.each<[string, Partial<ChartDrawing>]>([
    ['the time moved on by a pixel', { period: { fromMs: 1000, toMs: 601_000 } }],
    ['a value moved by half of one', { lines: [[{ x: 1000, mean: 50, min: 40, max: 60.5 }]] }],
    ['a value is not known any more', { lines: [[{ x: 1000, mean: null, min: 40, max: 60 }]] }],
    ['a row came', { lines: [[...(drawing.lines[0] ?? []), { x: 2000, mean: 1, min: 1, max: 1 }]] }],
    ['a line came', { lines: [...drawing.lines, []] }],
    ['the daemon went down', { plates: { ...drawing.plates, down: [[{ fromMs: 0, toMs: 10 }]] } }],
    ['the theme changed', { colours: { ...colours } }],
    ['the zone changed', { locale: 'local/en' }],
    ['the axis changed', { axis: { min: 10, max: null } }],
  ])('is not so where %s', (_, change) => {
    expect(looksSame(drawing, { ...drawing, ...change }, pixel)).toBe(false);
  });

  it('is not so in a place without a size', () => {
    expect(looksSame(drawing, drawing, { ms: 0, value: 0 })).toBe(false);
  });
});
