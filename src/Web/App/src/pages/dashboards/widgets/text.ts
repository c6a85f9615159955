import type { WidgetDefinition } from './definition';

export const text: WidgetDefinition = {
  type: 'text',
  size: { w: 4, h: 4 },
  least: { w: 2, h: 2 },
  hasSources: false,
  hasPipelines: false,
  fields: [{ name: 'markdown', input: 'longText', most: 16_384 }],
  load: async () => (await import('./views/own')).TextView,
};
