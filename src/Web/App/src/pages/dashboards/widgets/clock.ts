import type { WidgetDefinition } from './definition';

export const clock: WidgetDefinition = {
  type: 'clock',
  size: { w: 3, h: 2 },
  least: { w: 2, h: 2 },
  fields: [
    { name: 'zone', input: 'zone' },
    { name: 'seconds', input: 'flag', usual: true },
  ],
};
