import { Skeleton } from '../kit/Skeleton';
import { Attention } from '../pages/dashboard/Attention';
import { Charts } from '../pages/dashboard/charts/Charts';
import { Empty } from '../pages/dashboard/Empty';
import { Executions } from '../pages/dashboard/executions/Executions';
import { Health } from '../pages/dashboard/health/Health';
import { NoSuchDaemon } from '../pages/dashboard/NoSuchDaemon';
import { RunDrawer } from '../pages/dashboard/run/RunDrawer';
import { Tiles } from '../pages/dashboard/tiles/Tiles';
import { Timeline } from '../pages/dashboard/timeline/Timeline';
import { Verdict } from '../pages/dashboard/Verdict';
import { problemsOfAll } from '../state/attention';
import { missing } from '../state/scope';
import { formatTime } from '../text/format';
import { t } from '../text/text';
import type { Notice } from './application';
import { Banners } from './Banners';
import { TrustStrip } from './header/TrustStrip';
import { Overlays } from './Overlays';
import { type Scene, SceneProvider } from './scene';

interface Props {
  readonly scene: Scene;
  readonly notice: Notice | null;
}

export function App({ scene, notice }: Props) {
  return (
    <SceneProvider value={scene}>
      <div class={`page ${scene.route.kiosk ? 'is-kiosk' : ''}`}>
        <TrustStrip />
        <p class="print-only figures">{t('print.at', { time: formatTime(scene.nowMs, 'full') })}</p>
        <Banners />
        <main>{scene.views.length === 0 ? <Nothing scene={scene} /> : <Dashboard scene={scene} />}</main>
        <RunDrawer />
        <output class={`notice ${notice ? `notice-${notice.kind}` : ''}`} aria-live="polite">
          {notice?.text}
        </output>
        <Overlays />
      </div>
    </SceneProvider>
  );
}

function Nothing({ scene: { state, route } }: { readonly scene: Scene }) {
  // Whoever is not let in waits for nothing: the banner says what to do.
  if (state.connection.kind === 'ended') {
    return null;
  }
  const name = missing(state, route.source);
  return name === null ? <Skeleton /> : <NoSuchDaemon name={name} />;
}

function Dashboard({ scene }: { readonly scene: Scene }) {
  const problems = problemsOfAll(scene.views, scene.nowMs);
  const hasRuns = scene.views.some((view) => view.executions.size > 0);
  return (
    <>
      <Verdict problems={problems} />
      <Attention problems={problems} />
      <Tiles />
      {!hasRuns && <Empty />}
      <div class="columns">
        <Timeline />
        <Health />
      </div>
      <Charts />
      <Executions />
      <footer class="quiet page-foot">{t('foot.hint')}</footer>
    </>
  );
}
