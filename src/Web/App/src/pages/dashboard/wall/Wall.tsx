import { useRef } from 'preact/hooks';
import { type Scene, useScene } from '../../../app/scene';
import type { ShownRange } from '../../../charts/useRange';
import type { Problem } from '../../../contract/messages';
import { LazyCharts } from '../../../panels/charts/LazyCharts';
import { Tiles } from '../../../panels/tiles/Tiles';
import { Verdict } from '../../../panels/Verdict';
import { WallLost } from '../../../panels/WallLost';
import { evaluationOf } from '../../../state/evaluation';
import { feedLostSinceMs } from '../../../state/feedLoss';
import { isUnreachable, worstByPipeline } from '../../../state/problems';
import { pipelines } from '../../../state/runs';
import type { SourceView } from '../../../state/sourceView';
import { standingOf, worstFirst } from '../../../state/standing';
import { wallPlan } from '../../../state/wallPlan';
import { Empty } from '../Empty';
import { useWallRoom } from './useWallRoom';
import { WallAttention } from './WallAttention';
import { WallFleet } from './WallFleet';
import { WallLanes } from './WallLanes';

interface Props {
  readonly problems: readonly Problem[];
  readonly shown: ShownRange;
}

/** The dashboard on a wall, where nobody scrolls: each part shows what has room, the worst first, and how much more there is. */
export function Wall({ problems, shown }: Props) {
  const scene = useScene();
  const lostSinceMs = feedLostSinceMs(scene.state, scene.views, scene.nowMs);
  const listed = problems.filter((problem) => !isUnreachable(problem));
  const hasRuns = scene.views.some((view) => view.executions.size > 0);
  return (
    <div class={`wall ${lostSinceMs === null ? '' : 'is-lost'}`}>
      {lostSinceMs === null ? <Verdict problems={problems} /> : <WallLost sinceMs={lostSinceMs} />}
      {scene.views.length === 1 && <Tiles />}
      <div class={`wall-body ${listed.length > 0 ? 'has-attention' : ''}`}>
        {scene.views.length > 1 ? <ManyDaemons scene={scene} shown={shown} /> : <OneDaemon shown={shown} hasRuns={hasRuns} />}
        {listed.length > 0 && <WallAttention problems={listed} />}
      </div>
    </div>
  );
}

function ManyDaemons({ scene, shown }: { readonly scene: Scene; readonly shown: ShownRange }) {
  const { views, nowMs, state } = scene;
  const box = useRef<HTMLDivElement>(null);
  const room = useWallRoom(box, usualRoom);
  const isEvaluated = scene.isConnected && evaluationOf(state, [], nowMs).kind === 'evaluating';
  const standings = worstFirst(views.map((view) => standingOf(view, nowMs, isEvaluated)));
  const wanted = views.reduce((sum, view) => sum + lanesOf(view), 0);
  const plan = wallPlan(room, views.length, wanted);
  const hasCharts = views.length <= mostCharted && plan.left >= leastCharts + chartLine * views.length;
  return (
    <div ref={box} class="wall-main">
      <WallFleet standings={standings} plan={plan} isEvaluated={isEvaluated} />
      {plan.lanes > 0 && <WallLanes range={shown.range} most={plan.lanes} isWhole={false} />}
      {hasCharts && <LazyCharts shown={shown} />}
    </div>
  );
}

/** As long as nobody has measured. */
const usualRoom = { width: 70, height: 50 };

/** How many lanes of a daemon are in trouble or run. */
function lanesOf(view: SourceView): number {
  const worst = worstByPipeline(view);
  return pipelines(view).filter(({ id, runs }) => worst.has(id) || runs.some(({ status }) => status === 'running')).length;
}

/** Of the charts: their cards with a chart of 120 CSS pixels or more, and of each daemon a line beneath it. */
const leastCharts = 13;
const chartLine = 1.5;
/** Lines of more daemons cannot be told apart. */
const mostCharted = 6;
const laneFrame = 5.5;
const lane = 1.9375;

function OneDaemon({ shown, hasRuns }: { readonly shown: ShownRange; readonly hasRuns: boolean }) {
  const { views } = useScene();
  const box = useRef<HTMLDivElement>(null);
  const { height } = useWallRoom(box, usualRoom);
  const all = views.reduce((sum, view) => sum + pipelines(view).length, 0);
  const whole = laneFrame + all * lane;
  const hasCharts = height - whole >= leastCharts;
  const most = Math.max(1, Math.floor((height - laneFrame - (hasCharts ? leastCharts : 0)) / lane));
  return (
    <div ref={box} class="wall-main">
      {hasRuns ? <WallLanes range={shown.range} most={most} isWhole /> : <Empty />}
      {hasCharts && <LazyCharts shown={shown} />}
    </div>
  );
}
