import { kinds, severities } from '../../../state/problemKinds';
import type { WidgetDefinition } from './definition';
export const problems: WidgetDefinition = {
  type: 'problems',
  size: { w: 6, h: 6 },
  least: { w: 3, h: 3 },
  fields: [
    { name: 'state', input: 'choice', options: ['open', 'all'] },
    { name: 'severities', input: 'checks', options: severities },
    { name: 'kinds', input: 'checks', options: kinds },
  ],
};
