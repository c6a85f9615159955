import type { WidgetDefinition } from './definition';

export const fleet: WidgetDefinition = {
  type: 'fleet',
  size: { w: 12, h: 7 },
  least: { w: 4, h: 4 },
  fields: [],
};
