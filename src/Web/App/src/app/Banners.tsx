import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import { SteadyButton } from '../kit/SteadyButton';
import { TimeText } from '../kit/TimeText';
import { evaluationOf } from '../state/evaluation';
import { freshnessOf } from '../state/freshness';
import { type Connection, type HostAnswer, shownConnection } from '../state/monitor';
import type { SourceView } from '../state/sourceView';
import { formatDuration } from '../text/format';
import { isolated } from '../text/isolated';
import { t } from '../text/text';
import { EndedBanner } from './EndedBanner';
import { type Lost, lossOf } from './lossOf';
import { NoWebSocketsBanner } from './NoWebSocketsBanner';
import { OutageText } from './OutageText';
import { homePath } from './page';
import { type Scene, useScene } from './scene';

/** If more daemons than this are down, only the first are shown in full. */
const mostDown = 3;

/** Why the page cannot be trusted, in full: the browser is cut off or signed out, or a daemon cannot be reached. */
export function Banners() {
  const scene = useScene();
  const { connection } = scene.state;
  if (connection.kind === 'ended') {
    return <EndedBanner connection={connection} />;
  }
  const isShown = shownConnection(scene.state, scene.nowMs) === connection.kind;
  return (
    <div class="banners" aria-live="assertive">
      {isShown && !isOnWall(scene) && (connection.kind === 'waiting' || connection.kind === 'retrying') && (
        <Reconnecting connection={connection} />
      )}
      {scene.state.unreadable && <Unreadable why={scene.state.unreadable} />}
      {scene.isConnected && !scene.route.kiosk && <NoWebSocketsBanner />}
      {scene.isConnected && <NotEvaluated />}
      {scene.isConnected && <DownOnes />}
    </div>
  );
}

/** The dashboard on a wall says in large letters that nothing comes. */
const isOnWall = ({ route, views }: Scene): boolean => route.kiosk && views.length > 0;

/** Says that nothing looks for problems: none that is shown is confirmed, and none that is absent is known to be. */
function NotEvaluated() {
  const { state, nowMs } = useScene();
  const evaluation = evaluationOf(state, [], nowMs);
  if (evaluation.kind !== 'stopped') {
    return null;
  }
  const { sinceMs } = evaluation;
  return (
    <section class="banner banner-warn" data-banner="not-evaluated">
      <Icon name="warn" />
      <p>
        {sinceMs === null ? (
          <strong>{t('banner.notEvaluated')}</strong>
        ) : (
          <strong>
            {t('banner.notEvaluatedSince')} <TimeText atMs={sinceMs} nowMs={nowMs} />
          </strong>
        )}
        <span class="banner-detail">{t('banner.notEvaluatedHint')}</span>
      </p>
    </section>
  );
}

function DownOnes() {
  const { route, views, nowMs } = useScene();
  if (route.path === homePath) {
    // One outage is one block: there the verdict and the table of daemons tell of it.
    return null;
  }
  const down = views.filter((view) => freshnessOf(view, nowMs) === 'down');
  const shown = down.length > mostDown ? down.slice(0, mostDown - 1) : down;
  const others = down.slice(shown.length).map((view) => view.name);
  return (
    <>
      {shown.map((view) => (
        <Down key={view.name} view={view} />
      ))}
      {others.length > 0 && (
        <section class="banner banner-bad" data-banner="down-others">
          <Icon name="down" />
          <p>
            <strong>{t('banner.othersDown', { count: others.length })} </strong>
            <span class="banner-detail">{others.map(isolated).join(', ')}</span>
          </p>
        </section>
      )}
    </>
  );
}

function Down({ view }: { readonly view: SourceView }) {
  return view.status ? (
    <section class="banner banner-bad" data-banner="down">
      <Icon name="down" />
      <p>
        <OutageText view={view} isNamed />
      </p>
    </section>
  ) : null;
}

function Reconnecting({ connection }: { readonly connection: Lost }) {
  const { actions, nowMs } = useScene();
  const isTrying = connection.kind === 'retrying';
  return (
    <section class="banner banner-warn" data-banner="reconnecting">
      <Icon name="sync" />
      <p>
        <strong>{t(`banner.${lossOf(connection, nowMs)}`)} </strong>
        {t('banner.since')} <TimeText atMs={connection.sinceMs} nowMs={nowMs} />
        {connection.kind === 'waiting' && <Cause connection={connection} />}
        {/* Not read out, because it changes every second. */}
        <span class="banner-detail figures" aria-live="off">
          {isTrying ? t('banner.retrying') : t('banner.retryIn', { duration: countdown(connection.retryAtMs - nowMs) })}
        </span>
      </p>
      <SteadyButton kind="banner-button" isOff={isTrying} onPress={() => actions.tryNow()}>
        {t('banner.tryNow')}
      </SteadyButton>
    </section>
  );
}

/** Why the last try came to nothing, if it is known. */
function Cause({ connection }: { readonly connection: Extract<Connection, { kind: 'waiting' }> }) {
  const { reason, refusal } = connection;
  if (reason === 'blocked') {
    return <span class="banner-detail">{t('banner.blockedHint')}</span>;
  }
  return refusal ? <span class="banner-detail">{answerText(refusal)}</span> : null;
}

const answerText = ({ status, detail }: HostAnswer): string => t('banner.answered', { status, detail: detail ?? '' });

function Unreadable({ why }: { readonly why: string }) {
  return (
    <section class="banner banner-warn" data-banner="unreadable">
      <Icon name="warn" />
      <p>
        <strong>{t('banner.unreadable')} </strong>
        <Foreign kind="banner-detail" text={why} />
      </p>
      <button type="button" class="btn btn-sm banner-button" onClick={() => location.reload()}>
        {t('banner.reload')}
      </button>
    </section>
  );
}

const countdown = (leftMs: number): string => formatDuration(Math.max(0, Math.ceil(leftMs / 1000) * 1000));
