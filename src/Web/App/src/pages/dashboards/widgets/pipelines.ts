import type { WidgetDefinition } from './definition';

export const pipelines: WidgetDefinition = {
  type: 'pipelines',
  size: { w: 8, h: 6 },
  least: { w: 4, h: 3 },
  fields: [{ name: 'sort', input: 'choice', options: ['trouble', 'name', 'last'] }],
};
