import { type WidgetDefinition, wholeNumber } from './definition';
export const calendar: WidgetDefinition = {
  type: 'calendar',
  size: { w: 6, h: 4 },
  least: { w: 3, h: 3 },
  fields: [wholeNumber('days', 7, 400, 90)],
};
