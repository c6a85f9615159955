import type { WidgetDefinition } from './definition';

export const components: WidgetDefinition = {
  type: 'components',
  size: { w: 4, h: 6 },
  least: { w: 3, h: 3 },
  fields: [],
};
