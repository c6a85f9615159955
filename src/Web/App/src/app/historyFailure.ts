import type { AskFailure } from '../state/history/failure';
import { t } from '../text/text';

/** Why history is not shown: in the host's words if it has any, but for what is over in a moment. */
export const historyFailureText = ({ kind, detail }: AskFailure): string =>
  kind === 'opening' ? t('history.opening') : (detail ?? t(`history.${kind}`));
