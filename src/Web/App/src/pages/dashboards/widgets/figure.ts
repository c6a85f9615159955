import { figures } from '../model/figures';
import type { WidgetDefinition } from './definition';
export const figure: WidgetDefinition = {
  type: 'figure',
  size: { w: 3, h: 3 },
  least: { w: 2, h: 3 },
  fields: [
    { name: 'figure', input: 'choice', options: figures },
    { name: 'of', input: 'choice', options: ['live', 'mean', 'max', 'min', 'last'] },
    { name: 'warnAt', input: 'number', least: 0, most: 1e12, isWhole: false, usual: null },
    { name: 'criticalAt', input: 'number', least: 0, most: 1e12, isWhole: false, usual: null },
  ],
};
