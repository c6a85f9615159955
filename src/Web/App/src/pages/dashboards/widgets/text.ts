import type { WidgetDefinition } from './definition';

export const text: WidgetDefinition = {
  type: 'text',
  size: { w: 4, h: 4 },
  least: { w: 2, h: 2 },
  fields: [{ name: 'markdown', input: 'longText', most: 16_384 }],
};
