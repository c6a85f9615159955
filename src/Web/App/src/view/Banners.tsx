import { standing } from '../state/freshness';
import type { SourceView } from '../state/source';
import { formatDuration } from '../text/format';
import { t } from '../text/text';
import { Icon } from './Icon';
import { useScene } from './scene';
import { TimeText } from './TimeText';

/** What keeps the page from being trusted, said in full: the browser cut off, signed out, or a daemon that cannot be reached. */
export function Banners() {
  const scene = useScene();
  const { connection } = scene.state;
  if (connection.kind === 'ended') {
    return <Ended reason={connection.reason} />;
  }
  return (
    <div class="banners" aria-live="assertive">
      {(connection.kind === 'waiting' || connection.kind === 'retrying') && <Reconnecting />}
      {scene.state.unreadable && <Unreadable why={scene.state.unreadable} />}
      {scene.isConnected &&
        scene.views.filter((view) => standing(view, scene.nowMs) === 'down').map((view) => <Down key={view.name} view={view} />)}
    </div>
  );
}

function Down({ view }: { readonly view: SourceView }) {
  const { nowMs } = useScene();
  if (!view.status) {
    return null;
  }
  return (
    <section class="banner banner-bad" data-banner="down">
      <Icon name="down" />
      <p>
        <strong>{t('banner.unreachable', { name: view.name })} </strong>
        {t('banner.since')} <TimeText atMs={view.status.sinceMs} nowMs={nowMs} />
        {view.observedAtMs !== null && (
          <>
            ; {t('banner.lastKnown')} <TimeText atMs={view.observedAtMs} nowMs={nowMs} />
          </>
        )}
        ; {t('banner.tryingAgain')}
        {view.status.error && <span class="banner-detail">{view.status.error}</span>}
      </p>
    </section>
  );
}

function Reconnecting() {
  const { state, actions } = useScene();
  const { connection } = state;
  if (connection.kind !== 'waiting' && connection.kind !== 'retrying') {
    return null;
  }
  return (
    <section class="banner banner-warn" data-banner="reconnecting">
      <Icon name="sync" />
      <p>
        <strong>
          {t(connection.kind === 'waiting' && connection.reason === 'restarting' ? 'banner.restarting' : 'banner.lost')}{' '}
        </strong>
        {/* What ticks is not read out. */}
        <span class="figures" aria-live="off">
          {connection.kind === 'waiting'
            ? t('banner.retryIn', { duration: countdown(connection.retryAtMs) })
            : t('banner.retrying')}
        </span>
      </p>
      <button
        type="button"
        class="btn btn-sm btn-outline-secondary"
        disabled={connection.kind === 'retrying'}
        onClick={() => actions.tryNow()}
      >
        {t('banner.tryNow')}
      </button>
    </section>
  );
}

function Ended({ reason }: { readonly reason: 'signed-out' | 'forbidden' }) {
  const back = `${location.pathname}${location.search}`;
  return (
    <section class="banner banner-warn" data-banner={reason} role="alert">
      <Icon name="user" />
      <p>
        <strong>{t(reason === 'forbidden' ? 'banner.forbidden' : 'banner.signedOut')} </strong>
        {t(reason === 'forbidden' ? 'banner.forbiddenHint' : 'banner.signedOutHint')}
      </p>
      <a class="btn btn-sm btn-primary" href={`/login?returnUrl=${encodeURIComponent(back)}`}>
        {t('banner.signIn')}
      </a>
    </section>
  );
}

function Unreadable({ why }: { readonly why: string }) {
  return (
    <section class="banner banner-warn" data-banner="unreadable">
      <Icon name="warn" />
      <p>
        <strong>{t('banner.unreadable')} </strong>
        <span class="banner-detail">{why}</span>
      </p>
      <button type="button" class="btn btn-sm btn-outline-secondary" onClick={() => location.reload()}>
        {t('banner.reload')}
      </button>
    </section>
  );
}

const countdown = (retryAtMs: number): string => formatDuration(Math.max(0, Math.ceil((retryAtMs - Date.now()) / 1000) * 1000));
