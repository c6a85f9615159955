import type { LiveSpan, TimeRange } from '../state/timeRange';
import { formatTime } from '../text/format';
import { t } from '../text/text';

/** Such as `15 m`, `24 h`, `1 y`. */
export const spanName = (span: LiveSpan): string =>
  span === '1y' ? t('charts.year') : `${Number.parseInt(span, 10)} ${span.slice(-1)}`;

/** A range in words. */
export const rangeText = (range: TimeRange): string =>
  range.kind === 'live'
    ? t('charts.last', { span: spanName(range.span) })
    : t('charts.between', { from: formatTime(range.fromMs, 'full'), to: formatTime(range.toMs, 'full') });
