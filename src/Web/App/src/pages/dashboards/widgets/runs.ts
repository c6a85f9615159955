import { type WidgetDefinition, wholeNumber } from './definition';
export const runs: WidgetDefinition = {
  type: 'runs',
  size: { w: 12, h: 7 },
  least: { w: 4, h: 4 },
  fields: [{ name: 'search', input: 'text', most: 1000 }, wholeNumber('limit', 5, 200, 20)],
};
