import { formatMoment, formatTime } from '../text/format';
import { isWritable } from '../text/moments';
import { t } from '../text/text';

interface Props {
  readonly atMs: number;
  readonly nowMs: number;
}

/** A time in the zone in use, with the whole of it in UTC on hover and with its day on paper; "n/a" for what no date can be. */
export function TimeText({ atMs, nowMs }: Props) {
  if (!isWritable(atMs)) {
    return <>{t('common.notAvailable')}</>;
  }
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formatTime(atMs, 'full', 'utc')} data-whole={formatTime(atMs, 'whole')}>
      <span class="time-short">{formatMoment(atMs, nowMs)}</span>
    </time>
  );
}
