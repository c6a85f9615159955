import type { ExecutionStatus } from '../contract/messages';
import type { IconName } from '../kit/Icon';

export const statusIcons: Readonly<Record<ExecutionStatus, IconName>> = {
  pending: 'pending',
  running: 'running',
  success: 'check',
  failed: 'down',
  cancelled: 'cancelled',
  unknown: 'unknown',
};
