import { type WidgetDefinition, wholeNumber } from './definition';
export const log: WidgetDefinition = {
  type: 'log',
  size: { w: 12, h: 7 },
  least: { w: 4, h: 4 },
  fields: [
    { name: 'source', input: 'text', most: 200 },
    { name: 'pipeline', input: 'text', most: 200 },
    { name: 'execution', input: 'text', most: 200 },
    wholeNumber('lines', 10, 1000, 200),
    { name: 'follow', input: 'flag', usual: true },
  ],
};
