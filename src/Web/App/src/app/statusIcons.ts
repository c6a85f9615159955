import type { IconName } from '../kit/Icon';
import type { RowStatus } from '../state/table';

export const statusIcons: Readonly<Record<RowStatus, IconName>> = {
  pending: 'pending',
  running: 'running',
  success: 'check',
  failed: 'down',
  cancelled: 'cancelled',
  unknown: 'unknown',
  stuck: 'pause',
  slow: 'slow',
  late: 'slow',
};
