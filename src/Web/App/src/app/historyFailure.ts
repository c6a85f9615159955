import type { AskFailure } from '../state/history/failure';
import { t } from '../text/text';

/** Why history is not shown: in the host's words if it has any. */
export const historyFailureText = ({ kind, detail }: AskFailure): string => detail ?? t(`history.${kind}`);
