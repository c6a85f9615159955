import type { ExecutionData } from '../contract/messages';
import { t } from '../text/text';

/** What started a run: in the language in use if it is one of the usual words, otherwise as the daemon reports it. */
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
