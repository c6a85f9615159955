import { useScene } from '../../../../app/scene';
import { usePanel } from '../../../../panels/panel';
import { RunList } from '../../../../run/RunList';
import { type RunPages, useRunPages } from '../../../../run/useRunPages';
import { holdsPipeline } from '../../../../state/patterns';
import { areNone, parseFilters } from '../../../../state/runFilters';
import { t } from '../../../../text/text';
import { numberIn, textIn } from '../../model/options';
import { subjectsOf } from '../../model/subjects';
import type { WidgetViewProps } from '../drawings';
import { askedSources } from './askedSources';

/** Runs from history, as the page of runs finds them. */
export function RunsView({ options, shown }: WidgetViewProps) {
  const scene = useScene();
  const filters = parseFilters(textIn(options, 'search'));
  const limit = Math.round(numberIn(options, 'limit', 5, 200, 20));
  const { id, title } = usePanel('runs-title', t('runs.title'));
  const pages = useRunPages({ source: null, sources: askedSources(scene), pipeline: null, filters, limit }, shown.range);
  return (
    <section class="card runs-widget" aria-labelledby={id}>
      <h2 id={id} class="card-title">
        {title}
      </h2>
      <RunList
        pages={only(pages, subjectsOf(options).pipelines)}
        none={t(areNone(filters) ? 'runs.noneAtAll' : 'runs.none')}
        hasPipeline
      />
    </section>
  );
}

/** The runs of the pipelines that are meant: the host is asked for those of their daemons. */
const only = (pages: RunPages, patterns: readonly string[]): RunPages =>
  patterns.length === 0 || pages.runs === null
    ? pages
    : { ...pages, runs: pages.runs.filter(({ pipelineId, pipelineName }) => holdsPipeline(patterns, pipelineId, pipelineName)) };
