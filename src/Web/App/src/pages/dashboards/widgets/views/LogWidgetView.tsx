import { useScene } from '../../../../app/scene';
import type { ExecutionData } from '../../../../contract/messages';
import { Icon } from '../../../../kit/Icon';
import { usePanel } from '../../../../panels/panel';
import { LogView } from '../../../../run/LogView';
import { RunLink } from '../../../../run/RunLink';
import { useRun } from '../../../../run/useRun';
import { newestFirst } from '../../../../state/executions';
import { knownRuns } from '../../../../state/outOfView';
import { holdsPipeline } from '../../../../state/patterns';
import type { SourceView } from '../../../../state/sourceView';
import { t } from '../../../../text/text';
import type { Options } from '../../model/document';
import { flagIn, nameIn, numberIn } from '../../model/options';
import { matching } from '../../model/subjects';
import { dt } from '../../text';
import { NotFound } from '../../view/NotFound';
import type { WidgetViewProps } from '../drawings';

/** The end of the log of a run: of one run, or of the newest of a pipeline. */
export function LogWidgetView({ options }: WidgetViewProps) {
  const { views } = useScene();
  const source = nameIn(options, 'source');
  const pipeline = nameIn(options, 'pipeline');
  const execution = nameIn(options, 'execution');
  const meant = matching(views, source === null ? [] : [source]);
  if (meant.length === 0) {
    return <NotFound what="source" patterns={source === null ? [] : [source]} />;
  }
  if (execution !== null) {
    const view = meant.find((one) => knownRuns(one).has(execution)) ?? meant[0];
    return view ? <OfRun key={execution} view={view} id={execution} options={options} /> : null;
  }
  const newest = newestOf(meant, pipeline);
  return newest ? (
    <Log key={newest.id} execution={newest} options={options} />
  ) : (
    <NotFound what={pipeline === null ? 'run' : 'pipeline'} patterns={pipeline === null ? [] : [pipeline]} />
  );
}

const newestOf = (views: readonly SourceView[], pipeline: string | null): ExecutionData | undefined =>
  views
    .flatMap((view) => [...knownRuns(view).values()])
    .filter(({ pipelineId, pipelineName }) => pipeline === null || holdsPipeline([pipeline], pipelineId, pipelineName))
    .sort(newestFirst)[0];

function OfRun({ view, id, options }: { readonly view: SourceView; readonly id: string; readonly options: Options }) {
  const { actions } = useScene();
  const { execution, isAsking } = useRun(actions.link(), view, view.name, id);
  if (execution) {
    return <Log execution={execution} options={options} />;
  }
  return isAsking ? <p class="card quiet">{t('charts.loading')}</p> : <NotFound what="run" patterns={[id]} />;
}

function Log({ execution, options }: { readonly execution: ExecutionData; readonly options: Options }) {
  const { title } = usePanel('', dt('log.of', { name: execution.pipelineName || execution.pipelineId }));
  return (
    <div class="card log-widget">
      <LogView
        execution={execution}
        title={title}
        most={Math.round(numberIn(options, 'lines', 10, 1000, 200))}
        isFollowed={flagIn(options, 'follow', true)}
      >
        <RunLink source={execution.source} id={execution.id} class="icon-button" label={dt('log.open')}>
          <Icon name="expand" />
        </RunLink>
      </LogView>
    </div>
  );
}
