import { type Scene, useLiveScene, useScene } from '../../app/scene';
import { isUnconfirmed } from '../../app/trust';
import { Foreign } from '../../kit/Foreign';
import { Icon, type IconName } from '../../kit/Icon';
import { usePrinting } from '../../kit/printing';
import { TimeText } from '../../kit/TimeText';
import { type ComponentList, type ComponentRow, componentsOf } from '../../state/components';
import type { SourceView } from '../../state/sourceView';
import { formatDuration } from '../../text/format';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';
import { FeedNotes } from '../FeedNotes';
import { usePanel } from '../panel';
import { Component } from './Component';

const icons: Readonly<Record<ComponentList['verdict'], IconName>> = { healthy: 'check', unhealthy: 'down', unknown: 'unknown' };

/** Of one daemon alone few healthy ones may stand open, as there is room; beside other daemons what is well is one line. */
const mostOfOne = 6;
const mostOfSeveral = 0;

/** How the components of the daemons in scope are: what is in trouble stands open, daemons without any are one line. */
export function Health() {
  const scene = useScene();
  const { views } = scene;
  const only = views.length === 1 ? views[0] : undefined;
  const { id, title } = usePanel('health-title', t('health.title'));
  return (
    <section class="card health" aria-labelledby={id}>
      <header class="card-head">
        <h2 id={id} class="card-title">
          {title}
        </h2>
        {only && <Overall view={only} />}
      </header>
      <FeedNotes feed="health" />
      {only ? <Components view={only} mostOpen={mostOfOne} /> : <Daemons scene={scene} />}
    </section>
  );
}

function Daemons({ scene }: { readonly scene: Scene }) {
  const { views } = scene;
  const isWell = (view: SourceView) => isWellNow(scene, view);
  const well = views.filter(isWell);
  const isWhole = usePrinting();
  return (
    <>
      {healthOrder(
        scene,
        views.filter((view) => !isWell(view)),
      ).map((view) => (
        <Daemon key={view.name} view={view} />
      ))}
      {well.length > 0 && (
        <details class="health-well" open={isWhole}>
          <summary>
            <span class="health-healthy">
              <Icon name="check" />
            </span>
            {wellText(scene, well)}
            <Icon name="down1" />
          </summary>
          {well.map((view) => (
            <Daemon key={view.name} view={view} />
          ))}
        </details>
      )}
    </>
  );
}

/** Whether a daemon's components are all well, and that is confirmed now. */
function isWellNow(scene: Scene, view: SourceView): boolean {
  const list = componentsOf(view, scene.nowMs);
  return list?.verdict === 'healthy' && !list.isDim && !isUnconfirmed(scene, view);
}

/** Unhealthy ones first, then those of which nothing is known. */
function healthOrder({ nowMs }: Scene, views: readonly SourceView[]): readonly SourceView[] {
  const isUnhealthy = (view: SourceView) => componentsOf(view, nowMs)?.verdict === 'unhealthy';
  return [...views.filter(isUnhealthy), ...views.filter((view) => !isUnhealthy(view))];
}

function wellText({ nowMs }: Scene, well: readonly SourceView[]): string {
  const components = well.reduce((sum, view) => sum + (componentsOf(view, nowMs)?.rows.length ?? 0), 0);
  return t('health.healthyDaemons', { count: well.length, components: t('health.components', { count: components }) });
}

function Daemon({ view }: { readonly view: SourceView }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no form. As a section it would be a landmark, alike in each panel of the page.
    <div class="health-daemon" role="group" aria-label={isolated(view.name)}>
      <header>
        <h3>
          <Foreign text={view.name} />
        </h3>
        <Overall view={view} />
      </header>
      <Components view={view} mostOpen={mostOfSeveral} />
    </div>
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

/** Keeps counting while the panel around it is not drawn. */
function LiveAge({ atMs }: { readonly atMs: number }) {
  return <>{formatDuration(useLiveScene().nowMs - atMs)}</>;
}

interface ComponentsProps {
  readonly view: SourceView;
  /** Up to how many healthy ones stand open beside each other; more are one line. */
  readonly mostOpen: number;
}

function Components({ view, mostOpen }: ComponentsProps) {
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
          {' ('}
          <LiveAge atMs={list.observedAtMs} />
          {')'}
        </p>
      )}
      {list.rows.length === 0 ? <p class="quiet">{t('health.none')}</p> : <Rows list={list} mostOpen={mostOpen} />}
    </div>
  );
}

/** The unhealthy ones, and the healthy ones behind one line if they are many. */
function Rows({ list, mostOpen }: { readonly list: ComponentList; readonly mostOpen: number }) {
  const healthy = list.rows.filter(({ component }) => component.healthy);
  const isFolded = healthy.length > mostOpen;
  const isWhole = usePrinting();
  return (
    <>
      <List list={list} rows={isFolded ? list.rows.filter(({ component }) => !component.healthy) : list.rows} />
      {isFolded && (
        <details class="health-well" open={isWhole}>
          <summary>
            <span class={`health-${list.verdict === 'unknown' ? 'unknown' : 'healthy'}`}>
              <Icon name={list.verdict === 'unknown' ? 'unknown' : 'check'} />
            </span>
            {list.verdict === 'unknown'
              ? t('health.was', { state: t('health.healthyCount', { count: healthy.length }) })
              : t('health.healthyCount', { count: healthy.length })}
            <Icon name="down1" />
          </summary>
          <List list={list} rows={healthy} />
        </details>
      )}
    </>
  );
}

const List = ({ list, rows }: { readonly list: ComponentList; readonly rows: readonly ComponentRow[] }) =>
  rows.length > 0 && (
    <ul class="health-list">
      {rows.map((row) => (
        <li key={row.key}>
          <Component row={row} isUnknown={list.verdict === 'unknown'} />
        </li>
      ))}
    </ul>
  );
