import type { WidgetDefinition } from './definition';

export const verdict: WidgetDefinition = {
  type: 'verdict',
  size: { w: 12, h: 2 },
  least: { w: 3, h: 2 },
  fields: [],
};
