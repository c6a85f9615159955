import { useScene } from '../../app/scene';
import type { PastRun } from '../../contract/runs';
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
        {plot.dots.map((dot) => (
          <PlottedRun key={dot.run.id} dot={dot} value={text(dot.value)} />
        ))}
      </div>
    </div>
  );
}

function PlottedRun({ dot: { run, left, top, isOutlier }, value }: { readonly dot: Dot; readonly value: string }) {
  const { actions } = useScene();
  const style = { left: percent(left), top: percent(top) };
  const kind = `run-plot-dot run-plot-${run.status}`;
  if (!isOutlier) {
    return <span class={kind} style={style} aria-hidden="true" />;
  }
  const label = t('pipeline.outlier', {
    time: formatTime(run.startedAtMs ?? 0, 'full'),
    value,
    status: t(`status.${run.status}`),
  });
  return (
    <button
      type="button"
      class={`${kind} is-outlier`}
      style={style}
      title={label}
      aria-label={label}
      onClick={() => actions.navigate({ run: { source: run.source, id: run.id } })}
    />
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
