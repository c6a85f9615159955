import { formatDuration } from '../text/format';
import { t } from '../text/text';

interface Props {
  readonly label: string;
  readonly isBusy: boolean;
  /** For how long it is off, in seconds. */
  readonly waitSeconds: number;
}

/** The button of a form. It counts down here and not in the alert, which would be read out every second. */
export function Submit({ label, isBusy, waitSeconds }: Props) {
  const text = waitSeconds > 0 ? t('account.tryAgainIn', { duration: formatDuration(waitSeconds * 1000) }) : label;
  return (
    <button type="submit" class="btn btn-primary form-submit" disabled={isBusy || waitSeconds > 0} aria-busy={isBusy}>
      {/* A new element for each text: one that the browser has translated would stay as it is. */}
      <span key={text}>{text}</span>
    </button>
  );
}
