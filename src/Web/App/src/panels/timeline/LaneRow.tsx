import { useScene } from '../../app/scene';
import { statusIcons } from '../../app/statusIcons';
import type { History } from '../../contract/history';
import type { ExecutionData, Problem } from '../../contract/messages';
import { Icon } from '../../kit/Icon';
import { MiddleCut } from '../../kit/MiddleCut';
import { areRunsConfirmed } from '../../run/confirmed';
import { Origin } from '../../run/Origin';
import { PipelineLink } from '../../run/PipelineLink';
import type { Bar, Lane, TimeWindow } from '../../state/lanes';
import { lateRuns } from '../../state/problems';
import { lateStatus, type RowStatus } from '../../state/table';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';
import { LaneTrack } from './LaneTrack';
import { laneGaps } from './laneGaps';
import { runKey } from './runWords';

const none: ReadonlyMap<string, Problem> = new Map();

interface LaneRowProps {
  readonly lane: Lane;
  readonly window: TimeWindow;
  readonly active: Bar | undefined;
  /** What history knows of its daemon; undefined while it has not answered. */
  readonly past: History | undefined;
}

/** One pipeline: its name with how it stands, and its runs. */
export function LaneRow({ lane, window, active, past }: LaneRowProps) {
  const scene = useScene();
  const { pipeline } = lane;
  const view = scene.state.sources.get(pipeline.source);
  const isDim = !view || !areRunsConfirmed(scene, view);
  const late = view ? lateRuns(view) : none;
  const status = statusOf(pipeline.runs, late);
  const names = scene.views.length > 1 ? [pipeline.source, pipeline.name] : [pipeline.name];
  return (
    <li class={`lane ${isDim ? 'is-dim' : ''}`}>
      <p class="lane-name" title={names.map(isolated).join(' / ')}>
        {status && (
          <span class={`lane-status lane-${status}`} title={t(`status.${status}`)}>
            <Icon name={statusIcons[status]} label={t(`status.${status}`)} />
          </span>
        )}
        {scene.views.length > 1 && <Origin name={pipeline.source} />}
        <PipelineLink source={pipeline.source} id={pipeline.id}>
          <MiddleCut text={pipeline.name} />
        </PipelineLink>
      </p>
      <LaneTrack
        lane={lane}
        window={window}
        gaps={view ? laneGaps(scene, view, past) : []}
        late={late}
        active={active ? runKey(active.run) : null}
      />
    </li>
  );
}

/** How the newest run stands; if one that runs is late, that: a later run hides it no more than it hides this one. */
function statusOf(runs: readonly ExecutionData[], late: ReadonlyMap<string, Problem>): RowStatus | undefined {
  const problem = runs.map(({ id }) => late.get(id)).find((one) => one !== undefined);
  return lateStatus(problem ?? null) ?? runs[0]?.status;
}
