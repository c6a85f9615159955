import { formatTime } from '../text/format';
import { t } from '../text/text';
import { Banners } from './Banners';
import { ExportProgress } from './export/ExportProgress';
import { TrustStrip } from './header/TrustStrip';
import { type Notice, NoticeOutput, NoticeProvider } from './Notice';
import { Overlays } from './Overlays';
import { Router } from './Router';
import { LiveSceneProvider, type Scene, SceneProvider } from './scene';

interface Props {
  readonly scene: Scene;
  readonly notice: Notice | null;
}

/** The shell: what stands around every page. */
export function App({ scene, notice }: Props) {
  return (
    <LiveSceneProvider value={scene}>
      <SceneProvider value={scene}>
        <NoticeProvider value={notice}>
          <div class={`page ${scene.route.kiosk ? 'is-kiosk' : ''}`}>
            <TrustStrip />
            <footer class="print-only figures">{t('print.at', { time: formatTime(scene.nowMs, 'full') })}</footer>
            <Banners />
            <Router />
            <ExportProgress />
            <NoticeOutput />
            <Overlays />
          </div>
        </NoticeProvider>
      </SceneProvider>
    </LiveSceneProvider>
  );
}
