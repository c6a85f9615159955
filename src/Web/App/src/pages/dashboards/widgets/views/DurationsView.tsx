import { HistoryFailureNote } from '../../../../app/HistoryFailureNote';
import { useScene } from '../../../../app/scene';
import { rangeText } from '../../../../charts/rangeText';
import { usePanel } from '../../../../panels/panel';
import { holdsPipeline } from '../../../../state/patterns';
import { formatDuration, formatNumber } from '../../../../text/format';
import { t } from '../../../../text/text';
import { type Distribution, distributionOf } from '../../model/distribution';
import { numberIn } from '../../model/options';
import { subjectsOf } from '../../model/subjects';
import { dt } from '../../text';
import type { WidgetViewProps } from '../drawings';
import { mostRuns, useSuccesses } from './useSuccesses';

/** How long successful runs took: how many lie in each span, and where half and nearly all of them do. */
export function DurationsView({ options, shown }: WidgetViewProps) {
  const scene = useScene();
  const days = numberIn(options, 'days', 7, 400, null);
  const range = days === null ? shown.range : ({ kind: 'live', span: `${Math.round(days)}d` } as const);
  const { runs, isCut, failure, retry } = useSuccesses(scene, range);
  const { pipelines } = subjectsOf(options);
  const meant = runs?.filter(
    ({ pipelineId, pipelineName }) => pipelines.length === 0 || holdsPipeline(pipelines, pipelineId, pipelineName),
  );
  const distribution = meant && distributionOf(meant.flatMap(({ durationSeconds }) => durationSeconds ?? []));
  const { id, title } = usePanel('durations-title', dt('widget.durations'));
  return (
    <section class="card durations" aria-labelledby={id} aria-busy={runs === null && failure === null}>
      <h2 id={id} class="card-title">
        {title}
      </h2>
      {failure && <HistoryFailureNote failure={failure} onRetry={retry} />}
      {!distribution && !failure && <p class="quiet">{t('charts.loading')}</p>}
      {distribution && distribution.count === 0 && <p class="quiet">{dt('durations.none', { time: rangeText(range) })}</p>}
      {distribution && distribution.count > 0 && <Histogram distribution={distribution} />}
      {distribution && (
        <p class="quiet figures widget-foot">
          {rangeText(range)}
          {isCut && ` · ${dt('durations.cut', { count: formatNumber(mostRuns) })}`}
        </p>
      )}
    </section>
  );
}

function Histogram({ distribution: { count, medianSeconds, p95Seconds, bins } }: { readonly distribution: Distribution }) {
  const most = Math.max(...bins.map((bin) => bin.count));
  return (
    <>
      <p class="figures durations-facts">
        {dt('durations.facts', { count, shown: formatNumber(count), median: seconds(medianSeconds), high: seconds(p95Seconds) })}
      </p>
      <ol class="durations-bins">
        {bins.map((bin) => {
          const text = dt('durations.bin', {
            from: seconds(bin.fromSeconds),
            to: seconds(bin.toSeconds),
            count: bin.count,
            shown: formatNumber(bin.count),
          });
          return (
            <li key={bin.fromSeconds} title={text}>
              <span class="visually-hidden">{text}</span>
              <span class="durations-bar" aria-hidden="true" style={{ height: `${((100 * bin.count) / most).toFixed(1)}%` }} />
            </li>
          );
        })}
      </ol>
      <p class="durations-axis quiet figures" aria-hidden="true">
        <span>{seconds(bins[0]?.fromSeconds ?? 0)}</span>
        <span>{seconds(bins.at(-1)?.toSeconds ?? 0)}</span>
      </p>
    </>
  );
}

/** Below ten seconds a tenth matters. */
const seconds = (value: number): string => (value < 10 ? `${formatNumber(value, 1)} s` : formatDuration(value * 1000));
