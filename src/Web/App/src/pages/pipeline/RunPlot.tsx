import { useState } from 'preact/hooks';
import { useScene } from '../../app/scene';
import type { PastRun } from '../../contract/runs';
import { useElementId } from '../../kit/useElementId';
import { calendarTicks, isLongerThanADay } from '../../state/calendarTicks';
import { type Dot, type Plot, type PlotFigure, plotOf } from '../../state/runPlot';
import type { Period } from '../../state/timeRange';
import { formatCount, formatDuration, formatNumber, formatTime } from '../../text/format';
import { t } from '../../text/text';

interface Props {
  readonly figure: PlotFigure;
  readonly title: string;
  /** Null before they have come. */
  readonly runs: readonly PastRun[] | null;
  readonly period: Period;
  /** Whether there are older runs that are not drawn. */
  readonly hasMore: boolean;
}

const mostTicks = 5;

/** A figure of runs over time, with where successful ones usually lie; runs outside of that open in the drawer. */
export function RunPlot({ figure, title, runs, period, hasMore }: Props) {
  const plot = runs && plotOf(runs, figure, period);
  const id = `plot-${figure}`;
  return (
    <section class="card run-plot" aria-labelledby={id}>
      <h2 id={id} class="card-title">
        {title}
      </h2>
      {plot ? (
        <Drawn plot={plot} {...{ figure, title, period }} />
      ) : (
        <p class="run-plot-box quiet">{t(runs ? 'pipeline.noPlot' : 'charts.loading')}</p>
      )}
      <p class="quiet run-plot-note">
        {t('pipeline.band')}
        {hasMore && ` ${t('pipeline.newest', { count: formatNumber(runs?.length ?? 0) })}`}
      </p>
    </section>
  );
}

interface DrawnProps extends Pick<Props, 'figure' | 'title' | 'period'> {
  readonly plot: Plot;
}

function Drawn({ plot, figure, title, period }: DrawnProps) {
  const { preferences } = useScene();
  const text = (value: number) => (figure === 'rows' ? formatCount(value) : formatDuration(value));
  const share = (atMs: number) => (atMs - period.fromMs) / (period.toMs - period.fromMs);
  const label = t('pipeline.plot', { title, count: plot.dots.length, min: text(plot.least), max: text(plot.most) });
  return (
    <div class="run-plot-box">
      <p class="visually-hidden">{label}</p>
      <span class="run-plot-most quiet figures" aria-hidden="true">
        {text(plot.most)}
      </span>
      <div class="run-plot-area">
        {plot.band && (
          <div class="run-plot-band" style={{ top: percent(plot.band.top), bottom: percent(1 - plot.band.bottom) }} />
        )}
        {calendarTicks(period.fromMs, period.toMs, mostTicks, preferences.zone).map((atMs) => (
          <span key={atMs} class="run-plot-tick quiet figures" style={{ left: percent(share(atMs)) }} aria-hidden="true">
            {formatTime(atMs, isLongerThanADay(period) ? 'date' : 'minute')}
          </span>
        ))}
        {plot.dots
          .filter(({ isOutlier }) => !isOutlier)
          .map((dot) => (
            <span key={dot.run.id} class={kindOf(dot)} style={placeOf(dot)} aria-hidden="true" />
          ))}
        <Outliers dots={plot.dots.filter(({ isOutlier }) => isOutlier)} text={text} title={title} />
      </div>
    </div>
  );
}

interface OutliersProps {
  readonly dots: readonly Dot[];
  text(value: number): string;
  readonly title: string;
}

/** Runs out of the usual, in the order of time. They may lie close together, so that the keyboard walks from one to the next. */
function Outliers({ dots, text, title }: OutliersProps) {
  const { actions } = useScene();
  const ids = useElementId();
  const [at, setAt] = useState(0);
  if (dots.length === 0) {
    return null;
  }
  const current = Math.min(at, dots.length - 1);
  const open = ({ run }: Dot) => actions.navigate({ run: { source: run.source, id: run.id } });
  const onKeyDown = (event: KeyboardEvent) => {
    const dot = dots[current];
    const next = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: dots.length - 1 }[event.key];
    if (event.key === 'Enter' && dot) {
      open(dot);
    } else if (next === undefined) {
      return;
    } else {
      setAt(Math.max(0, Math.min(next, dots.length - 1)));
    }
    // The charts' keys would move the range.
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class="run-plot-outliers"
      role="listbox"
      tabIndex={0}
      aria-label={t('pipeline.outliers', { title })}
      aria-activedescendant={`${ids}-${current}`}
      onKeyDown={onKeyDown}
    >
      {dots.map((dot, index) => (
        <div
          key={dot.run.id}
          id={`${ids}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === current}
          class={`${kindOf(dot)} is-outlier`}
          style={placeOf(dot)}
          title={outlierText(dot, text)}
          aria-label={outlierText(dot, text)}
          onClick={() => open(dot)}
          onKeyDown={onKeyDown}
        />
      ))}
    </div>
  );
}

const outlierText = ({ run, value }: Dot, text: (value: number) => string): string =>
  t('pipeline.outlier', {
    time: formatTime(run.startedAtMs ?? 0, 'full'),
    value: text(value),
    status: t(`status.${run.status}`),
  });

const kindOf = ({ run }: Dot): string => `run-plot-dot run-plot-${run.status}`;

const placeOf = ({ left, top }: Dot) => ({ left: percent(left), top: percent(top) });

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
