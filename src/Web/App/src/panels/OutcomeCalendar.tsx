import type { PipelineDay } from '../contract/runs';
import { type OutcomeDay, outcomeDays } from '../state/outcomeDays';
import type { TimeRange } from '../state/timeRange';
import { formatNumber } from '../text/format';
import { t } from '../text/text';
import { usePanel } from './panel';

interface Props {
  readonly days: readonly PipelineDay[];
  readonly nowMs: number;
  /** How many days, up to today; 90 unless it says something else. */
  readonly count?: number;
  /** Shows the runs of a day. */
  onDay(range: TimeRange): void;
}

const legend = [
  ['good', 'pipeline.legendGood'],
  ['mixed', 'pipeline.legendMixed'],
  ['bad', 'pipeline.legendBad'],
  ['none', 'pipeline.legendNone'],
] as const;

/** What failed on each is told apart without colour too. */
const marks: Readonly<Record<OutcomeDay['outcome'], string>> = { good: '', mixed: '/', bad: '×', none: '' };

const usualDays = 90;

/** How the runs of each of the last days ended; a day with runs leads to them. */
export function OutcomeCalendar({ days, nowMs, count = usualDays, onDay }: Props) {
  const { id, title } = usePanel('outcome-title', t('pipeline.calendar', { days: count }));
  return (
    <section class="card outcome" aria-labelledby={id}>
      <h2 id={id} class="card-title">
        {title}
      </h2>
      <ol class="outcome-days">
        {outcomeDays(days, nowMs, count).map((one) => (
          <li key={one.day}>
            <Day one={one} onDay={onDay} />
          </li>
        ))}
      </ol>
      <ul class="outcome-legend quiet">
        {legend.map(([outcome, text]) => (
          <li key={outcome}>
            <span class={`outcome-day outcome-${outcome}`} aria-hidden="true">
              {marks[outcome]}
            </span>{' '}
            {t(text)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Day({
  one: { day, fromMs, toMs, outcome, counts },
  onDay,
}: {
  readonly one: OutcomeDay;
  readonly onDay: Props['onDay'];
}) {
  const text = counts
    ? t('pipeline.dayRuns', {
        day,
        succeeded: formatNumber(counts.succeeded),
        failed: formatNumber(counts.failed),
        cancelled: formatNumber(counts.cancelled),
        zero: formatNumber(counts.zeroRowRuns),
      })
    : t('pipeline.dayWithout', { day });
  const kind = `outcome-day outcome-${outcome}`;
  return counts ? (
    <button type="button" class={kind} title={text} aria-label={text} onClick={() => onDay({ kind: 'fixed', fromMs, toMs })}>
      {marks[outcome]}
    </button>
  ) : (
    <span class={kind} role="img" title={text} aria-label={text} />
  );
}
