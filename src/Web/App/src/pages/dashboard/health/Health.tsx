import { useScene } from '../../../app/scene';
import { isUnconfirmed } from '../../../app/trust';
import { Foreign } from '../../../kit/Foreign';
import { Icon, type IconName } from '../../../kit/Icon';
import { TimeText } from '../../../kit/TimeText';
import { type ComponentList, componentsOf } from '../../../state/components';
import type { SourceView } from '../../../state/sourceView';
import { formatDuration } from '../../../text/format';
import { isolated } from '../../../text/isolated';
import { t } from '../../../text/text';
import { FeedNotes } from '../FeedNotes';
import { Component } from './Component';

const icons: Readonly<Record<ComponentList['verdict'], IconName>> = { healthy: 'check', unhealthy: 'down', unknown: 'unknown' };

/** How the components of the daemons in scope are, the unhealthy ones first. */
export function Health() {
  const { views } = useScene();
  const only = views.length === 1 ? views[0] : undefined;
  return (
    <section class="card health" aria-labelledby="health-title">
      <header class="card-head">
        <h2 id="health-title" class="card-title">
          {t('health.title')}
        </h2>
        {only && <Overall view={only} />}
      </header>
      <FeedNotes feed="health" />
      {only ? <Components view={only} /> : views.map((view) => <Daemon key={view.name} view={view} />)}
    </section>
  );
}

function Daemon({ view }: { readonly view: SourceView }) {
  return (
    <section class="health-daemon" aria-label={isolated(view.name)}>
      <header>
        <h3>
          <Foreign text={view.name} />
        </h3>
        <Overall view={view} />
      </header>
      <Components view={view} />
    </section>
  );
}

/** One word for all components of a daemon. */
function Overall({ view }: { readonly view: SourceView }) {
  const scene = useScene();
  const list = componentsOf(view, scene.nowMs);
  const verdict = !list || !scene.isConnected ? 'unknown' : list.verdict;
  return (
    <span class={`health-overall health-${verdict} ${list?.isDim ? 'is-dim' : ''}`}>
      <Icon name={icons[verdict]} />
      {t(`health.${verdict}`)}
      {verdict === 'unhealthy' && list && list.unhealthy > 0 && (
        <span class="figures">{` ${t('tiles.nOfN', { count: list.unhealthy, total: list.rows.length })}`}</span>
      )}
    </span>
  );
}

function Components({ view }: { readonly view: SourceView }) {
  const scene = useScene();
  const list = componentsOf(view, scene.nowMs);
  if (!list) {
    return <p class="quiet">{t('health.unheard')}</p>;
  }
  const isDim = list.isDim || isUnconfirmed(scene, view);
  return (
    <div class={isDim ? 'is-dim' : ''}>
      {isDim && list.observedAtMs !== null && (
        <p class="health-age figures">
          <Icon name="stale" /> {t('health.lastKnown')} <TimeText atMs={list.observedAtMs} nowMs={scene.nowMs} />
          {` (${formatDuration(scene.nowMs - list.observedAtMs)})`}
        </p>
      )}
      {list.rows.length === 0 ? (
        <p class="quiet">{t('health.none')}</p>
      ) : (
        <ul class="health-list">
          {list.rows.map((row) => (
            <li key={row.key}>
              <Component row={row} isUnknown={list.verdict === 'unknown'} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
