import type { ExecutionData } from '../../contract/messages';
import { t } from '../../text/text';

/** What started a run: in the language in use where that is one of the words that daemons have for it, otherwise as it was told. */
export function triggerText({ triggeredBy }: ExecutionData): string {
  switch (triggeredBy) {
    case null:
      return t('common.notAvailable');
    case 'schedule':
    case 'manual':
    case 'api':
      return t(`trigger.${triggeredBy}`);
    default:
      return triggeredBy;
  }
}
