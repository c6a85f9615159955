import { type WidgetDefinition, wholeNumber } from './definition';
export const availability: WidgetDefinition = {
  type: 'availability',
  size: { w: 6, h: 4 },
  least: { w: 3, h: 3 },
  fields: [wholeNumber('days', 1, 400, null)],
};
