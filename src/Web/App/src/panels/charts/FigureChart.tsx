import { useRef, useState } from 'preact/hooks';
import { type Scene, useLiveScene, useScene } from '../../app/scene';
import { ChartCanvas } from '../../charts/ChartCanvas';
import { ChartMarks } from '../../charts/ChartMarks';
import { HistoryNotes } from '../../charts/HistoryNotes';
import { LazyTable } from '../../charts/LazyTable';
import { rangeText } from '../../charts/rangeText';
import { TableButton } from '../../charts/TableButton';
import { type Axis, formatFigure, ownAxis } from '../../charts/units';
import type { ShownRange } from '../../charts/useRange';
import type { History, HistoryFigure } from '../../contract/history';
import { Foreign } from '../../kit/Foreign';
import type { Spread } from '../../state/history/figures';
import type { Known } from '../../state/history/HistoryStore';
import { periodOf } from '../../state/timeRange';
import { t } from '../../text/text';
import { FeedNotes } from '../FeedNotes';

interface Props {
  readonly id: string;
  readonly title: string;
  /** What the lines are of; those of other figures of its unit are drawn as of this one. */
  readonly figure: HistoryFigure;
  readonly lines: readonly Line[];
  readonly shown: ShownRange;
  readonly known: Known;
  readonly axis?: Axis;
  readonly hasBand?: boolean;
}

/** A line of a chart: its name, its newest value and its history. */
export interface Line {
  readonly name: string;
  /** The newest value in a scene, or the last known one; null if it was never known. */
  nowIn(scene: Scene): number | null;
  readonly isDim: boolean;
  readonly history: History;
  readonly spread: Spread | null;
}

/** Figures of one unit over time, a line for each. */
export function FigureChart({ id, title, figure, lines, shown, known, axis = ownAxis, hasBand = true }: Props) {
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
  const histories = lines.map(({ history }) => history);
  const only = lines.length === 1 ? lines[0] : undefined;
  return (
    <section class={`card usage ${known.isAsking && !known.bySource ? 'is-asking' : ''}`} aria-labelledby={id}>
      <header class="card-head">
        <h2 id={id} class="card-title">
          {title}
          {only && (
            <span class={`usage-now figures ${only.isDim ? 'is-dim' : ''}`}>
              <FigureNow figure={figure} line={only} />
            </span>
          )}
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
          axis={axis}
          hasBand={hasBand}
          label={labelOf(title, figure, shown, lines, scene)}
          onTable={toggleTable}
        />
        {isTable && <LazyTable title={title} figure={figure} histories={histories} onClose={closeTable} />}
        {!isTable && lines.every(({ spread }) => spread === null) && (
          <p class="usage-empty quiet">{t(known.isAsking ? 'charts.loading' : 'charts.empty')}</p>
        )}
      </div>
      {only ? (
        <p class="usage-spread quiet figures">
          {only.spread ? <FigureSpread figure={figure} line={only} spread={only.spread} /> : t('common.notAvailable')}
        </p>
      ) : (
        <Legend figure={figure} lines={lines} />
      )}
      <ChartMarks figure={figure} histories={histories} period={period} />
    </section>
  );
}

/** Beyond so many daemons the legend leaves the spread to the table. */
const mostSpreads = 4;

function Legend({ figure, lines }: Pick<Props, 'figure' | 'lines'>) {
  const isMany = lines.length > mostSpreads;
  return (
    <ul class={`usage-legend figures ${isMany ? 'is-many' : ''}`}>
      {lines.map((line, place) => (
        <li key={line.name} class={line.isDim ? 'is-dim' : ''}>
          <svg class={`usage-key usage-key-${(place % 6) + 1}`} viewBox="0 0 24 4" width="24" height="4" aria-hidden="true">
            <path d="M0 2H24" class={`dash-${(place % 4) + 1}`} />
          </svg>
          <Foreign kind="usage-name" text={line.name} />
          <strong>
            <FigureNow figure={figure} line={line} />
          </strong>
          {!isMany && (
            <span class="quiet">{line.spread && <FigureSpread figure={figure} line={line} spread={line.spread} />}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function FigureNow({ figure, line }: { readonly figure: HistoryFigure; readonly line: Line }) {
  return <>{formatFigure(figure, line.nowIn(useLiveScene()))}</>;
}

interface SpreadProps {
  readonly figure: HistoryFigure;
  readonly line: Line;
  readonly spread: Spread;
}

/** Includes the newest value, which may be newer than the chart. */
function FigureSpread({ figure, line, spread: { min, mean, max } }: SpreadProps) {
  const now = line.nowIn(useLiveScene());
  return (
    <>{spreadText(figure, now === null ? { min, mean, max } : { min: Math.min(min, now), mean, max: Math.max(max, now) })}</>
  );
}

const spreadText = (figure: HistoryFigure, { min, mean, max }: Spread): string =>
  t('charts.spread', { min: formatFigure(figure, min), mean: formatFigure(figure, mean), max: formatFigure(figure, max) });

/** The chart in words, for screen readers. */
function labelOf(title: string, figure: HistoryFigure, { range }: ShownRange, lines: readonly Line[], scene: Scene): string {
  const series = lines.map(({ name, nowIn, isDim, spread }) =>
    t(isDim ? 'charts.seriesLastKnown' : 'charts.seriesLabel', {
      name,
      ...(isDim ? { now: formatFigure(figure, nowIn(scene)) } : {}),
      min: formatFigure(figure, spread?.min ?? null),
      mean: formatFigure(figure, spread?.mean ?? null),
      max: formatFigure(figure, spread?.max ?? null),
    }),
  );
  return t('charts.label', { title, time: rangeText(range), series: series.join(' ') });
}
