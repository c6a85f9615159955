import { type WidgetDefinition, wholeNumber } from './definition';
export const timeline: WidgetDefinition = {
  type: 'timeline',
  size: { w: 12, h: 7 },
  least: { w: 4, h: 4 },
  fields: [wholeNumber('hours', 1, 168, null)],
};
