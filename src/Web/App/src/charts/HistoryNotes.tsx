import { historyFailureText } from '../app/historyFailure';
import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import type { Known } from '../state/history/HistoryStore';
import { formatNumber, formatTime } from '../text/format';
import { t } from '../text/text';

/** What to know of what a chart shows: that it is not all, why, and how much of the time was watched. */
export function HistoryNotes({ known }: { readonly known: Known }) {
  const histories = [...(known.bySource?.values() ?? [])];
  const seen = histories.map(({ seenPercent }) => seenPercent).filter((percent) => percent !== null);
  const least = Math.floor(Math.min(...seen));
  const truncatedMs = Math.max(...histories.map(({ truncatedBeforeMs }) => truncatedBeforeMs ?? Number.NEGATIVE_INFINITY));
  return (
    <>
      {known.failure && (
        <p class={`feed-note ${known.failure.kind === 'opening' ? '' : 'is-error'}`} role="status">
          <Icon name={known.failure.kind === 'opening' ? 'sync' : 'warn'} />
          <span>
            <Foreign text={historyFailureText(known.failure)} />
          </span>
        </p>
      )}
      {seen.length > 0 && least < 100 && (
        <p class="usage-seen quiet figures">{t('charts.seen', { percent: formatNumber(least) })}</p>
      )}
      {Number.isFinite(truncatedMs) && (
        <p class="usage-seen quiet figures">{t('charts.truncated', { time: formatTime(truncatedMs, 'full') })}</p>
      )}
    </>
  );
}
