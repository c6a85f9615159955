import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import type { AskFailure } from '../state/history/failure';
import { t } from '../text/text';
import { historyFailureText } from './historyFailure';

interface Props {
  readonly failure: AskFailure;
  onRetry(): void;
}

/** Says why history was not answered. What is over in a moment is no error, and needs nobody to try again. */
export const HistoryFailureNote = ({ failure, onRetry }: Props) =>
  failure.kind === 'opening' ? (
    <p class="quiet" role="status">
      <Icon name="sync" /> {historyFailureText(failure)}
    </p>
  ) : (
    <p class="banner banner-warn" role="alert">
      <Icon name="warn" />
      <Foreign text={historyFailureText(failure)} />
      <button type="button" class="btn btn-sm btn-outline-secondary" onClick={onRetry}>
        {t('history.retry')}
      </button>
    </p>
  );
