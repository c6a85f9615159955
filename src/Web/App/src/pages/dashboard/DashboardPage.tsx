import { useMemo } from 'preact/hooks';
import { ExportMenu } from '../../app/export/ExportMenu';
import { type Scene, useScene } from '../../app/scene';
import { RangeControl } from '../../charts/RangeControl';
import { periodQuery, usageQuery } from '../../charts/usageQuery';
import { type ShownRange, useRange } from '../../charts/useRange';
import type { Problem } from '../../contract/messages';
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
import { fittingRange } from '../../state/lanes';
import { problemsOf } from '../../state/problems';
import { missing } from '../../state/scope';
import { t } from '../../text/text';
import { Empty } from './Empty';
import { Executions } from './executions/Executions';
import { NoSuchDaemon } from './NoSuchDaemon';
import { Wall } from './wall/Wall';

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
      <Verdict problems={problems} />
      {scene.views.length > 1 && <Fleet />}
      <Attention problems={problems} />
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

function BelowTiles({ scene }: Props) {
  const shown = useFittingRange(scene);
  return (
    <>
      <div class="range-row">
        <RangeControl shown={shown} />
        <ExportMenu
          table="history"
          query={() => usageQuery(scene.views, shown.range, scene.nowMs)}
          report={{
            table: 'period',
            place: 'reports/period',
            formats: ['pdf'],
            query: () => periodQuery(scene.views, shown.range, scene.nowMs),
          }}
        />
      </div>
      <div class="columns">
        <Timeline shown={shown} />
        <Health />
      </div>
      <LazyCharts shown={shown} />
      <Executions />
      <footer class="quiet page-foot">{t('foot.hint')}</footer>
    </>
  );
}
