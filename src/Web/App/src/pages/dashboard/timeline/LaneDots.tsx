import { useScene } from '../../../app/scene';
import { statusIcons } from '../../../app/statusIcons';
import { Foreign } from '../../../kit/Foreign';
import { Icon } from '../../../kit/Icon';
import { areRunsConfirmed, confirmedAtMs } from '../../../run/confirmed';
import { Origin } from '../../../run/Origin';
import { PipelineLink } from '../../../run/PipelineLink';
import { durationMs } from '../../../state/executions';
import { type PipelineRuns, pipelines } from '../../../state/runs';
import type { SourceView } from '../../../state/sourceView';
import { formatDuration } from '../../../text/format';
import { t } from '../../../text/text';
import { runName } from './runWords';

const shown = 10;

/** The last ten runs of each pipeline, newest right: what a timeline is on a phone. */
export function LaneDots({ views }: { readonly views: readonly SourceView[] }) {
  return (
    <ul class="dots-list">
      {views.flatMap((view) =>
        pipelines(view).map((pipeline) => (
          <li key={`${view.name}/${pipeline.id}`}>
            <PipelineDots view={view} pipeline={pipeline} />
          </li>
        )),
      )}
    </ul>
  );
}

function PipelineDots({ view, pipeline }: { readonly view: SourceView; readonly pipeline: PipelineRuns }) {
  const scene = useScene();
  const isDim = !areRunsConfirmed(scene, view);
  const newest = pipeline.runs[0];
  const took = newest ? durationMs(newest, confirmedAtMs(scene, view, newest) ?? scene.nowMs) : null;
  const duration = took === null ? null : formatDuration(took);
  return (
    <div class={`dots ${isDim ? 'is-dim' : ''}`}>
      <p class="dots-name">
        {scene.views.length > 1 && <Origin name={view.name} />}
        <PipelineLink source={view.name} id={pipeline.id}>
          <Foreign text={pipeline.name} />
        </PipelineLink>
      </p>
      <p class="dots-last quiet figures">
        {duration && (isDim && newest?.status === 'running' ? t('common.atLeast', { duration }) : duration)}
      </p>
      <div class="dots-runs">
        {pipeline.runs
          .slice(0, shown)
          .toReversed()
          .map((run) => (
            <button
              key={run.id}
              type="button"
              class={`last-run last-run-${run.status}`}
              aria-label={runName(run, scene.nowMs)}
              onClick={() => scene.actions.navigate({ run: { source: view.name, id: run.id } })}
            >
              <Icon name={statusIcons[run.status]} />
            </button>
          ))}
      </div>
    </div>
  );
}
