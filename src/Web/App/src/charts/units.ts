import type { HistoryFigure } from '../contract/history';
import { formatNumber, formatPercent } from '../text/format';
import { t } from '../text/text';

export type Unit = 'percent' | 'count' | 'ms';

/** The vertical axis of a chart: what its least and its greatest value is; null: as the unit has it. */
export interface Axis {
  readonly min: number | null;
  readonly max: number | null;
}

export const ownAxis: Axis = { min: null, max: null };

export const unitOf = (figure: HistoryFigure): Unit =>
  figure === 'delayMs'
    ? 'ms'
    : figure === 'cpuUsage' || figure === 'memoryUsage' || figure === 'successRate'
      ? 'percent'
      : 'count';

/** A figure with its unit; "n/a" for null. */
export function formatFigure(figure: HistoryFigure, value: number | null): string {
  const unit = unitOf(figure);
  if (value === null || unit === 'percent') {
    return value === null ? t('common.notAvailable') : formatPercent(value);
  }
  return unit === 'ms' ? `${formatNumber(value)} ms` : formatNumber(value, Number.isInteger(value) ? 0 : 1);
}
