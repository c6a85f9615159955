import { useRef, useState } from 'preact/hooks';
import { type Scene, useScene } from '../../app/scene';
import { ChartCanvas } from '../../charts/ChartCanvas';
import { ChartMarks } from '../../charts/ChartMarks';
import { HistoryNotes } from '../../charts/HistoryNotes';
import { LazyTable } from '../../charts/LazyTable';
import { rangeText } from '../../charts/rangeText';
import { TableButton } from '../../charts/TableButton';
import type { ShownRange } from '../../charts/useRange';
import type { History, HistoryFigure } from '../../contract/history';
import { Foreign } from '../../kit/Foreign';
import { isConfirmed, shownStats } from '../../state/freshness';
import { charted } from '../../state/history/charted';
import { type Spread, spreadIn } from '../../state/history/figures';
import type { Known } from '../../state/history/HistoryStore';
import type { SourceView } from '../../state/sourceView';
import { type Period, periodOf } from '../../state/timeRange';
import { formatPercent } from '../../text/format';
import { t } from '../../text/text';
import { FeedNotes } from '../FeedNotes';

interface Props {
  readonly figure: Exclude<HistoryFigure, 'activePipelines'>;
  readonly title: string;
  readonly shown: ShownRange;
  readonly known: Known;
}

interface Line {
  readonly name: string;
  readonly now: number | null;
  readonly isDim: boolean;
  readonly history: History;
  readonly spread: Spread | null;
}

/** A percent of the daemons' hosts over time, a line for each. */
export function Usage({ figure, title, shown, known }: Props) {
  const scene = useScene();
  const { route, nowMs } = scene;
  const box = useRef<HTMLDivElement>(null);
  const [isTable, setTable] = useState(false);
  const toggleTable = () => setTable(!isTable);
  const closeTable = () => {
    setTable(false);
    // Whoever used the keyboard was on the chart before.
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('.chart-overlay')?.focus());
  };
  const period = periodOf(shown.range, nowMs);
  const before = useRef<Known>(known);
  if (known.bySource) {
    before.current = known;
  }
  // While a part is being fetched, it is drawn from what was shown before.
  const bySource = before.current.bySource;
  const lines = scene.views.map((view) => lineOf(scene, view, bySource?.get(view.name), figure, period));
  const histories = lines.map(({ history }) => history);
  const only = lines.length === 1 ? lines[0] : undefined;
  const id = `usage-${figure}`;
  return (
    <section class={`card usage ${known.isAsking && !known.bySource ? 'is-asking' : ''}`} aria-labelledby={id}>
      <header class="card-head">
        <h2 id={id} class="card-title">
          {title}
          {only && <span class={`usage-now figures ${only.isDim ? 'is-dim' : ''}`}>{formatPercent(only.now)}</span>}
        </h2>
        {!route.kiosk && <TableButton isOpen={isTable} title={title} onToggle={toggleTable} />}
      </header>
      <FeedNotes feed="stats" />
      <HistoryNotes known={known} />
      <div ref={box} class={`usage-box ${isTable ? 'is-table' : ''}`}>
        <ChartCanvas
          figure={figure}
          histories={histories}
          period={period}
          shown={shown}
          label={labelOf(title, shown, lines)}
          onTable={toggleTable}
        />
        {isTable && <LazyTable title={title} figure={figure} histories={histories} onClose={closeTable} />}
        {!isTable && lines.every(({ spread }) => spread === null) && (
          <p class="usage-empty quiet">{t(known.isAsking ? 'charts.loading' : 'charts.empty')}</p>
        )}
      </div>
      {only ? (
        <p class="usage-spread quiet figures">{only.spread ? spreadText(only.spread) : t('common.notAvailable')}</p>
      ) : (
        <Legend lines={lines} />
      )}
      <ChartMarks figure={figure} histories={histories} period={period} />
    </section>
  );
}

function lineOf(
  { nowMs, isConnected }: Scene,
  view: SourceView,
  past: History | undefined,
  figure: Props['figure'],
  period: Period,
): Line {
  const history = charted(view, past, period, nowMs);
  return {
    name: view.name,
    now: shownStats(view, nowMs)?.value[figure] ?? null,
    isDim: !isConnected || !isConfirmed(view, 'stats', nowMs),
    history,
    spread: spreadIn(history, figure, period),
  };
}

function Legend({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <ul class="usage-legend figures">
      {lines.map(({ name, now, isDim, spread }, place) => (
        <li key={name} class={isDim ? 'is-dim' : ''}>
          <svg class={`usage-key usage-key-${(place % 6) + 1}`} viewBox="0 0 24 4" width="24" height="4" aria-hidden="true">
            <path d="M0 2H24" class={`dash-${(place % 4) + 1}`} />
          </svg>
          <Foreign kind="usage-name" text={name} />
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
function labelOf(title: string, { range }: ShownRange, lines: readonly Line[]): string {
  const series = lines.map(({ name, now, isDim, spread }) =>
    t(isDim ? 'charts.seriesLastKnown' : 'charts.seriesLabel', {
      name,
      now: formatPercent(now),
      min: formatPercent(spread?.min ?? null),
      mean: formatPercent(spread?.mean ?? null),
      max: formatPercent(spread?.max ?? null),
    }),
  );
  return t('charts.label', { title, time: rangeText(range), series: series.join(' ') });
}
