import { useState } from 'preact/hooks';
import { useScene } from '../../app/scene';
import { statusIcons } from '../../app/statusIcons';
import type { ExecutionData } from '../../contract/messages';
import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { usePrinting } from '../../kit/printing';
import { areRunsConfirmed } from '../../run/confirmed';
import { Origin } from '../../run/Origin';
import { tookText } from '../../run/PaceText';
import { PipelineLink } from '../../run/PipelineLink';
import { useLiveRun } from '../../run/useLiveRun';
import { lateRuns } from '../../state/problems';
import { type PipelineRuns, pipelines } from '../../state/runs';
import type { SourceView } from '../../state/sourceView';
import { lateStatus, type RowStatus } from '../../state/table';
import { byTrouble } from '../../state/troubleOrder';
import { t } from '../../text/text';
import { runName } from './runWords';

const shown = 10;
const shownAtFirst = 12;

/** The last ten runs of each pipeline, newest right: what a timeline is on a phone. */
export function LaneDots({ views }: { readonly views: readonly SourceView[] }) {
  const [isOpened, setWhole] = useState(false);
  const isWhole = usePrinting() || isOpened;
  const all = byTrouble(
    views.flatMap((view) => pipelines(view).map((pipeline) => ({ view, pipeline }))),
    views,
  );
  return (
    <>
      <ul class="dots-list">
        {all.slice(0, isWhole ? all.length : shownAtFirst).map(({ view, pipeline }) => (
          <li key={`${view.name}/${pipeline.id}`}>
            <PipelineDots view={view} pipeline={pipeline} />
          </li>
        ))}
      </ul>
      {all.length > shownAtFirst && !isWhole && (
        <button type="button" class="btn btn-sm btn-link lanes-more" onClick={() => setWhole(true)}>
          {t('common.showAll', { count: all.length })}
        </button>
      )}
    </>
  );
}

function PipelineDots({ view, pipeline }: { readonly view: SourceView; readonly pipeline: PipelineRuns }) {
  const scene = useScene();
  const isDim = !areRunsConfirmed(scene, view);
  const late = lateRuns(view);
  const statusOf = (run: ExecutionData): RowStatus => lateStatus(late.get(run.id) ?? null) ?? run.status;
  const nameOf = (run: ExecutionData) => {
    const name = runName(run, scene.nowMs, scene.views.length > 1);
    return late.has(run.id) ? `${name}, ${t(`status.${statusOf(run)}`)}` : name;
  };
  const newest = pipeline.runs[0];
  return (
    <div class={`dots ${isDim ? 'is-dim' : ''}`}>
      <p class="dots-name">
        {scene.views.length > 1 && <Origin name={view.name} />}
        <PipelineLink source={view.name} id={pipeline.id}>
          <Foreign text={pipeline.name} />
        </PipelineLink>
      </p>
      <p class="dots-last quiet figures">{newest && <Took run={newest} />}</p>
      <div class="dots-runs">
        {pipeline.runs
          .slice(0, shown)
          .toReversed()
          .map((run) => (
            <button
              key={run.id}
              type="button"
              class={`last-run last-run-${statusOf(run)}`}
              aria-label={nameOf(run)}
              onClick={() => scene.actions.navigate({ run: { source: view.name, id: run.id } })}
            >
              <Icon name={statusIcons[statusOf(run)]} />
            </button>
          ))}
      </div>
    </div>
  );
}

/** How long a run took or has taken; nothing if that is not known. */
function Took({ run }: { readonly run: ExecutionData }) {
  const pace = useLiveRun(run).paceOf(null);
  return pace.tookMs === null ? null : tookText(pace);
}
