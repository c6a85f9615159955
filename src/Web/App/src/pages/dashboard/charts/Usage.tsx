import { useScene } from '../../../app/scene';
import { Foreign } from '../../../kit/Foreign';
import { Segments } from '../../../kit/Segments';
import { isConfirmed, shownStats } from '../../../state/freshness';
import type { SourceView } from '../../../state/sourceView';
import { type Spread, spreadOf, type UsageFigure } from '../../../state/usage';
import { formatPercent } from '../../../text/format';
import { t } from '../../../text/text';
import { FeedNotes } from '../FeedNotes';
import { UsageCanvas } from './UsageCanvas';

export const rangeMinutes = [5, 15, 60] as const;
export type RangeMinutes = (typeof rangeMinutes)[number];

const minuteMs = 60_000;

interface Props {
  readonly figure: UsageFigure;
  readonly title: string;
  readonly range: RangeMinutes;
  onRange(range: RangeMinutes): void;
}

interface Line {
  readonly view: SourceView;
  readonly now: number | null;
  readonly isDim: boolean;
  readonly spread: Spread | null;
}

/** A percent of the daemons' hosts over time, a line for each. */
export function Usage({ figure, title, range, onRange }: Props) {
  const { views, nowMs, isConnected, route } = useScene();
  const toMs = Math.ceil(nowMs / 1000) * 1000;
  const fromMs = toMs - range * minuteMs;
  const lines = views.map((view): Line => {
    const shown = shownStats(view, nowMs)?.value;
    return {
      view,
      now: (figure === 'cpu' ? shown?.cpuUsage : shown?.memoryUsage) ?? null,
      isDim: !isConnected || !isConfirmed(view, 'stats', nowMs),
      spread: spreadOf(view.series, figure, fromMs),
    };
  });
  const only = lines.length === 1 ? lines[0] : undefined;
  const id = `usage-${figure}`;
  return (
    <section class="card usage" aria-labelledby={id}>
      <header class="card-head">
        <h2 id={id} class="card-title">
          {title}
          {only && <span class={`usage-now figures ${only.isDim ? 'is-dim' : ''}`}>{formatPercent(only.now)}</span>}
        </h2>
        {!route.kiosk && (
          <Segments
            title={t('charts.range')}
            chosen={range}
            options={rangeMinutes}
            name={(minutes) => `${minutes} m`}
            onChoose={onRange}
          />
        )}
      </header>
      <FeedNotes feed="stats" />
      <div class="usage-box">
        <UsageCanvas figure={figure} views={views} fromMs={fromMs} toMs={toMs} label={labelOf(title, range, lines)} />
        {lines.every(({ spread }) => spread === null) && <p class="usage-empty quiet">{t('charts.empty')}</p>}
      </div>
      {only ? (
        <p class="usage-spread quiet figures">{only.spread ? spreadText(only.spread) : t('common.notAvailable')}</p>
      ) : (
        <Legend lines={lines} />
      )}
    </section>
  );
}

function Legend({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <ul class="usage-legend figures">
      {lines.map(({ view, now, isDim, spread }, place) => (
        <li key={view.name} class={isDim ? 'is-dim' : ''}>
          <svg class={`usage-key usage-key-${(place % 6) + 1}`} viewBox="0 0 24 4" width="24" height="4" aria-hidden="true">
            <path d="M0 2H24" class={`dash-${(place % 4) + 1}`} />
          </svg>
          <Foreign kind="usage-name" text={view.name} />
          <strong>{formatPercent(now)}</strong>
          <span class="quiet">{spread && spreadText(spread)}</span>
        </li>
      ))}
    </ul>
  );
}

const spreadText = ({ min, mean, max }: Spread): string =>
  t('charts.spread', { min: formatPercent(min), mean: formatPercent(mean), max: formatPercent(max) });

/** The chart in words, for screen readers. */
function labelOf(title: string, minutes: number, lines: readonly Line[]): string {
  const series = lines.map(({ view, now, isDim, spread }) =>
    t(isDim ? 'charts.seriesLastKnown' : 'charts.seriesLabel', {
      name: view.name,
      now: formatPercent(now),
      min: formatPercent(spread?.min ?? null),
      mean: formatPercent(spread?.mean ?? null),
      max: formatPercent(spread?.max ?? null),
    }),
  );
  return t('charts.label', { title, minutes, series: series.join(' ') });
}
