import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { keptMs } from '../../kit/Kept';
import { Mark } from '../../kit/Mark';
import { shownConnection } from '../../state/monitor';
import { missing } from '../../state/scope';
import type { SourceView } from '../../state/sourceView';
import { t } from '../../text/text';
import { PageLink } from '../PageLink';
import { dashboardPath, homePath } from '../page';
import { SteadyScene } from '../SteadyScene';
import { useScene } from '../scene';
import { trustIcons, worstTrust } from '../trust';
import { DaemonSwitcher } from './DaemonSwitcher';
import { StripMenu } from './StripMenu';
import { TrustAge } from './TrustAge';

/** The header of every page: whether what is shown can be trusted (state, age, delay, connection), which daemons are shown, and the menu. */
export function TrustStrip() {
  const { route, state, views } = useScene();
  const only = state.sources.size === 1 || route.kiosk ? soleName(views) : null;
  return (
    <header class="strip">
      <SteadyScene everyMs={keptMs}>
        <Brand />
      </SteadyScene>
      {only && <Foreign kind="strip-source" text={only} />}
      <Trust />
      {!route.kiosk && route.path === homePath && (
        <SteadyScene everyMs={keptMs}>
          <DaemonSwitcher />
        </SteadyScene>
      )}
      <div class="strip-end">
        <HubState />
        {!route.kiosk && (
          <SteadyScene everyMs={keptMs}>
            <Controls />
          </SteadyScene>
        )}
      </div>
    </header>
  );
}

/** The product's name; away from where a person begins a way back there. */
function Brand() {
  const { route, home } = useScene();
  const path = home === null ? homePath : dashboardPath(home);
  const name = (
    <>
      <Mark size={20} />
      <span>{t('common.product')}</span>
    </>
  );
  return (
    <h1 class="strip-brand">
      {route.path === path ? (
        name
      ) : (
        <PageLink path={path} kind="strip-home">
          {name}
        </PageLink>
      )}
    </h1>
  );
}

/** The name of the daemon that is shown; null if none or several are. */
const soleName = (views: readonly SourceView[]): string | null => (views.length === 1 ? (views[0]?.name ?? null) : null);

function Trust() {
  const scene = useScene();
  const trust = worstTrust(scene);
  if (trust === 'loading' && missing(scene.state, scene.route.source) !== null) {
    // The address names a daemon that is not watched, so nothing will come.
    return null;
  }
  return (
    <div class="strip-trust">
      <output class={`pill pill-${trust}`} aria-live="polite">
        <Icon name={trustIcons[trust]} />
        <span>{t(`state.${trust}`)}</span>
      </output>
      <TrustAge />
    </div>
  );
}

/** Whether the browser is connected to the hub. On a narrow screen only an icon while it is. */
function HubState() {
  const { state, nowMs } = useScene();
  // Figures that came with the document do not make a connection.
  const kind = state.connection.kind === 'opening' ? 'opening' : shownConnection(state, nowMs);
  const word = t(`hub.${kind}`);
  return (
    <span class={`hub hub-${kind}`} title={t('hub.hint')}>
      <Icon name={kind === 'open' ? 'link' : kind === 'ended' ? 'close' : 'sync'} />
      <span class="hub-word">{word}</span>
    </span>
  );
}

function Controls() {
  const { preferences, actions } = useScene();
  const isUtc = preferences.zone === 'utc';
  return (
    <>
      <button
        type="button"
        class="btn btn-sm strip-button strip-palette"
        title={t('palette.open')}
        aria-label={t('palette.open')}
        aria-haspopup="dialog"
        onClick={() => actions.open('palette')}
      >
        <Icon name="search" />
        <kbd>{paletteKey}</kbd>
      </button>
      <button
        type="button"
        class="btn btn-sm strip-button strip-zone"
        title={t('strip.zoneHint')}
        aria-label={`${t('strip.zoneHint')}: ${isUtc ? 'UTC' : t('strip.local')}`}
        onClick={() => actions.prefer({ zone: isUtc ? 'local' : 'utc' })}
      >
        {isUtc ? 'UTC' : t('strip.local')}
      </button>
      <StripMenu />
    </>
  );
}

const paletteKey = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘K' : 'Ctrl K';
