import { useMemo } from 'preact/hooks';
import { ExportMenu } from '../../app/export/ExportMenu';
import { SteadyScene } from '../../app/SteadyScene';
import { type Scene, useScene } from '../../app/scene';
import { RangeControl } from '../../charts/RangeControl';
import { periodQuery, usageQuery } from '../../charts/usageQuery';
import { type ShownRange, useRange } from '../../charts/useRange';
import type { Problem } from '../../contract/messages';
import { keptMs } from '../../kit/Kept';
import { Skeleton } from '../../kit/Skeleton';
import { usePainted } from '../../kit/usePainted';
import { Attention } from '../../panels/Attention';
import { LazyCharts } from '../../panels/charts/LazyCharts';
import { Fleet } from '../../panels/fleet/Fleet';
import { Health } from '../../panels/health/Health';
import { Tiles } from '../../panels/tiles/Tiles';
import { Timeline } from '../../panels/timeline/Timeline';
import { Verdict } from '../../panels/Verdict';
import { RunDrawer } from '../../run/RunDrawer';
import { standingOfRuns } from '../../state/executions';
import { fittingRange } from '../../state/lanes';
import { problemsOf } from '../../state/problems';
import { missing } from '../../state/scope';
import type { SourceView } from '../../state/sourceView';
import { movingColumns } from '../../state/table';
import { parseTable } from '../../state/tableAddress';
import { movesEveryMs, rangeKey } from '../../state/timeRange';
import { t } from '../../text/text';
import { Empty } from './Empty';
import { Executions } from './executions/Executions';
import { NoSuchDaemon } from './NoSuchDaemon';
import { Wall } from './wall/Wall';

/** How often, in milliseconds, the table of runs is drawn while its order depends on running runs. Durations keep counting in between. */
const orderMs = 10_000;

/** How the daemons in scope are now, and beside that one of their runs. */
export function DashboardPage() {
  const scene = useScene();
  return (
    <>
      <main>{scene.views.length === 0 ? <Nothing scene={scene} /> : <Dashboard scene={scene} />}</main>
      <RunDrawer />
    </>
  );
}

function Nothing({ scene: { state, route } }: { readonly scene: Scene }) {
  const name = missing(state, route.source);
  return name === null ? <Skeleton /> : <NoSuchDaemon name={name} />;
}

interface Props {
  readonly scene: Scene;
}

function Dashboard({ scene }: Props) {
  const isPainted = usePainted();
  const problems = problemsOf(scene.state.evaluator, scene.views);
  const hasRuns = scene.views.some((view) => view.executions.size > 0);
  if (scene.route.kiosk) {
    return <OnWall scene={scene} problems={problems} />;
  }
  return (
    <>
      <SteadyScene everyMs={keptMs}>
        <Verdict problems={problems} />
      </SteadyScene>
      {scene.views.length > 1 && <Fleet />}
      <SteadyScene partsOf={runsOf} everyMs={keptMs}>
        <Attention problems={problems} />
      </SteadyScene>
      <Tiles />
      {!hasRuns && <Empty />}
      {isPainted && <BelowTiles scene={scene} />}
    </>
  );
}

const OnWall = ({ scene, problems }: Props & { readonly problems: readonly Problem[] }) => (
  <Wall problems={problems} shown={useFittingRange(scene)} />
);

function useFittingRange({ views, nowMs }: Scene): ShownRange {
  const fitting = useMemo(
    () => fittingRange(views, nowMs),
    views.map((view) => view.executions),
  );
  return useRange(fitting);
}

const runsOf = ({ executions, outOfView }: SourceView) => [standingOfRuns(executions), outOfView];

const healthOf = ({ health }: SourceView) => [health];

function RangeRow({ shown }: { readonly shown: ShownRange }) {
  const { views, now } = useScene();
  return (
    <div class="range-row">
      <RangeControl shown={shown} />
      <ExportMenu
        table="history"
        query={() => usageQuery(views, shown.range, now())}
        report={{
          table: 'period',
          place: 'reports/period',
          formats: ['pdf'],
          query: () => periodQuery(views, shown.range, now()),
        }}
      />
    </div>
  );
}

function BelowTiles({ scene }: Props) {
  const shown = useFittingRange(scene);
  const movesMs = movesEveryMs(shown.range, scene.nowMs);
  const range = rangeKey(shown.range);
  return (
    <>
      <SteadyScene partsOf={() => [range]} everyMs={keptMs}>
        <RangeRow shown={shown} />
      </SteadyScene>
      <div class="columns">
        <SteadyScene partsOf={(view) => [range, ...runsOf(view)]} everyMs={movesMs} hasHistory>
          <Timeline shown={shown} />
        </SteadyScene>
        <SteadyScene partsOf={healthOf} everyMs={keptMs}>
          <Health />
        </SteadyScene>
      </div>
      <SteadyScene partsOf={({ series }) => [range, series.length > 0]} everyMs={movesMs} hasJudgement={false} hasHistory>
        <LazyCharts shown={shown} />
      </SteadyScene>
      <SteadyScene partsOf={runsOf} everyMs={movingColumns.includes(parseTable(scene.route.query).sort) ? orderMs : keptMs}>
        <Executions />
      </SteadyScene>
      <footer class="quiet page-foot">{t('foot.hint')}</footer>
    </>
  );
}
