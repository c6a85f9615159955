import type { WidgetDefinition } from './definition';

export const chart: WidgetDefinition = {
  type: 'chart',
  size: { w: 6, h: 6 },
  least: { w: 3, h: 4 },
  fields: [
    { name: 'series', input: 'series' },
    { name: 'band', input: 'flag', usual: true },
    { name: 'axisMin', input: 'number', least: -1e12, most: 1e12, isWhole: false, usual: null },
    { name: 'axisMax', input: 'number', least: -1e12, most: 1e12, isWhole: false, usual: null },
  ],
};
