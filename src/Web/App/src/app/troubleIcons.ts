import type { IconName } from '../kit/Icon';
import type { Trouble } from '../state/trouble';

export const troubleIcons: Readonly<Record<Trouble, IconName>> = {
  unreachable: 'down',
  component: 'down',
  degraded: 'warn',
  failing: 'down',
  stuck: 'pause',
  slow: 'slow',
};
