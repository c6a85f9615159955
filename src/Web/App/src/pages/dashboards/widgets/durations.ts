import { type WidgetDefinition, wholeNumber } from './definition';
export const durations: WidgetDefinition = {
  type: 'durations',
  size: { w: 6, h: 5 },
  least: { w: 3, h: 4 },
  fields: [wholeNumber('days', 7, 400, null)],
};
