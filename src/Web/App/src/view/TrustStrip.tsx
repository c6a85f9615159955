import { ageMs } from '../state/freshness';
import { formatAge, formatDuration, formatNumber } from '../text/format';
import { t } from '../text/text';
import { Icon } from './Icon';
import { StripMenu } from './StripMenu';
import { useScene } from './scene';
import { oldest, trustIcons, worstTrust } from './trust';

/** Whether what is shown can be trusted: state, age, delay, which daemon, connection; and the page's own switches. */
export function TrustStrip() {
  const scene = useScene();
  return (
    <header class="strip">
      <h1 class="strip-brand">
        <Icon name="live" />
        <span>{t('common.product')}</span>
      </h1>
      <SourceSwitch />
      <Trust />
      <div class="strip-end">
        {!scene.route.kiosk && <ZoneSwitch />}
        {!scene.route.kiosk && <StripMenu />}
      </div>
    </header>
  );
}

function Trust() {
  const scene = useScene();
  const trust = worstTrust(scene);
  const view = oldest(scene.views);
  const age = view ? ageMs(view, scene.nowMs) : null;
  const isLive = trust === 'live' || trust === 'degraded';
  return (
    <div class="strip-trust">
      <output class={`pill pill-${trust}`} aria-live="polite">
        <Icon name={trustIcons[trust]} />
        <span>{t(`state.${trust}`)}</span>
      </output>
      {age !== null && (
        <span class="strip-age figures" title={t('strip.ageHint')}>
          <span>{t('strip.age', { age: isLive ? formatAge(age) : formatDuration(age) })}</span>
          {isLive && view?.delayMs != null && (
            <span class="quiet" title={t('strip.delayHint')}>
              {` · ${formatNumber(view.delayMs)} ms`}
            </span>
          )}
        </span>
      )}
    </div>
  );
}

function SourceSwitch() {
  const { state, route, actions } = useScene();
  const names = [...state.sources.keys()];
  if (names.length === 0) {
    return null;
  }
  if (names.length === 1 || route.kiosk) {
    return <span class="strip-source">{route.source ?? (names.length === 1 ? names[0] : t('common.allDaemons'))}</span>;
  }
  return (
    <label class="strip-source">
      <span class="visually-hidden">{t('strip.daemon')}</span>
      <select
        class="form-select form-select-sm"
        value={route.source ?? ''}
        onChange={(event) => actions.navigate({ source: event.currentTarget.value || null })}
      >
        <option value="">{t('common.allDaemons')}</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function ZoneSwitch() {
  const { preferences, actions } = useScene();
  const isUtc = preferences.zone === 'utc';
  return (
    <button
      type="button"
      class="btn btn-sm strip-button"
      title={t('strip.zoneHint')}
      aria-pressed={isUtc}
      onClick={() => actions.prefer({ zone: isUtc ? 'local' : 'utc' })}
    >
      {isUtc ? 'UTC' : t('strip.local')}
    </button>
  );
}
