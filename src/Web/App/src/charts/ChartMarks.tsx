import { useMemo } from 'preact/hooks';
import type { History, HistoryFigure } from '../contract/history';
import { awayIn, downIn } from '../state/history/rows';
import type { Period } from '../state/timeRange';
import { t } from '../text/text';
import { unknownTimes } from './unknownTimes';

interface Props {
  readonly figure: HistoryFigure;
  readonly histories: readonly History[];
  readonly period: Period;
}

/** What the hatch and the strips of a chart mean, as far as it has any. */
export function ChartMarks({ figure, histories, period }: Props) {
  const shown = useMemo(() => {
    const isShown = ({ fromMs, toMs }: Period) => toMs > period.fromMs && fromMs < period.toMs;
    const marks = [
      ['unknown', 'charts.markUnknown', unknownTimes(histories, figure, period)],
      ['down', 'charts.markDown', histories.flatMap(downIn)],
      ['away', 'charts.markAway', histories.flatMap(awayIn)],
    ] as const;
    return marks.filter(([, , times]) => times.some(isShown));
  }, [figure, period.fromMs, period.toMs, ...histories]);
  return (
    shown.length > 0 && (
      <ul class="chart-marks quiet" aria-label={t('charts.legend')}>
        {shown.map(([kind, text]) => (
          <li key={kind}>
            <span class={`chart-mark chart-mark-${kind}`} aria-hidden="true" /> {t(text)}
          </li>
        ))}
      </ul>
    )
  );
}
