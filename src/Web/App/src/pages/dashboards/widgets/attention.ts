import type { WidgetDefinition } from './definition';

export const attention: WidgetDefinition = {
  type: 'attention',
  size: { w: 6, h: 6 },
  least: { w: 3, h: 3 },
  fields: [],
};
