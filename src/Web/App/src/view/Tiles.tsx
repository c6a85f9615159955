import type { ComponentChildren } from 'preact';
import type { StatsFigures } from '../contract/messages';
import { type Shown, shownStats } from '../state/freshness';
import { lateRuns, outcomes } from '../state/runs';
import type { SeriesFigure } from '../state/series';
import type { SourceView } from '../state/source';
import { formatCount, formatDuration, formatNumber, formatPercent } from '../text/format';
import { t } from '../text/text';
import { Sparkline } from './Sparkline';
import { useScene } from './scene';
import { TimeText } from './TimeText';
import { isUnconfirmed } from './trust';

/** Six figures with their last hour. */
export function Tiles() {
  const scene = useScene();
  const stats = scene.views.flatMap((view) => {
    const shown = shownStats(view, scene.nowMs);
    return shown ? [{ view, shown }] : [];
  });
  const isDim = !scene.isConnected || stats.some(({ shown }) => shown.isDim);
  return (
    <section class="tiles" aria-label={t('tiles.title')}>
      <Tile title={t('tiles.active')} figure="active" isDim={isDim} caption={<StatsCaption stats={stats} />}>
        {formatCount(sum(stats.map(({ shown }) => shown.value.activePipelines)))}
      </Tile>
      <RunTiles />
      <Highest title={t('tiles.cpu')} figure="cpu" value="cpuUsage" stats={stats} isDim={isDim} />
      <Highest title={t('tiles.memory')} figure="memory" value="memoryUsage" stats={stats} isDim={isDim} />
    </section>
  );
}

interface ShownSource {
  readonly view: SourceView;
  readonly shown: Shown<StatsFigures>;
}

function RunTiles() {
  const scene = useScene();
  const all = scene.views.map((view) => outcomes(view, scene.nowMs));
  const total = (figure: 'succeeded' | 'failed' | 'ended') => all.reduce((count, one) => count + one[figure], 0);
  const sinceMs = Math.max(...all.map((one) => one.sinceMs), Number.NEGATIVE_INFINITY);
  const late = scene.views.flatMap((view) => lateRuns(view, scene.nowMs));
  const stuck = late.filter(({ kind }) => kind === 'stuck').length;
  const isDim = scene.views.some((view) => isUnconfirmed(scene, view) || view.status?.feeds.executions.ok === false);
  const span = Number.isFinite(sinceMs) && <Span sinceMs={sinceMs} />;
  const ended = total('ended');
  return (
    <>
      <Tile
        title={t('tiles.success')}
        figure="successRate"
        most={100}
        isDim={isDim}
        caption={
          <>
            {t('tiles.nOfN', { count: formatNumber(total('succeeded')), total: formatNumber(ended) })} {span}
          </>
        }
      >
        {formatPercent(ended === 0 ? null : (100 * total('succeeded')) / ended)}
      </Tile>
      <Tile title={t('tiles.failed')} figure="failed" isDim={isDim} tone={total('failed') > 0 ? 'bad' : undefined} caption={span}>
        {formatNumber(total('failed'))}
      </Tile>
      <Tile
        title={t('tiles.late')}
        figure="late"
        isDim={isDim}
        tone={late.length > 0 ? 'warn' : undefined}
        caption={late.length > 0 ? t('tiles.lateCaption', { stuck, slow: late.length - stuck }) : t('tiles.lateNone')}
      >
        {formatNumber(late.length)}
      </Tile>
    </>
  );
}

/** From when on runs are counted: a day, or less where no more are in view. */
function Span({ sinceMs }: { readonly sinceMs: number }) {
  const { nowMs } = useScene();
  return nowMs - sinceMs > 23.9 * 60 * 60 * 1000 ? (
    <span>{t('tiles.inDay')}</span>
  ) : (
    <span title={t('tiles.inViewHint')}>
      {t('tiles.from')} <TimeText atMs={sinceMs} nowMs={nowMs} />
    </span>
  );
}

interface HighestProps {
  readonly title: string;
  readonly figure: SeriesFigure;
  readonly value: 'cpuUsage' | 'memoryUsage';
  readonly stats: readonly ShownSource[];
  readonly isDim: boolean;
}

/** A percent of a host; of several the highest, with the daemon's name. */
function Highest({ title, figure, value, stats, isDim }: HighestProps) {
  const { views } = useScene();
  const highest = stats.reduce<ShownSource | undefined>(
    (high, one) => (!high || (one.shown.value[value] ?? -1) > (high.shown.value[value] ?? -1) ? one : high),
    undefined,
  );
  const name = views.length > 1 && highest ? t('tiles.highest', { name: highest.view.name }) : t('tiles.ofHost');
  return (
    <Tile title={title} figure={figure} most={100} isDim={isDim} of={highest?.view} caption={name}>
      {formatPercent(highest?.shown.value[value] ?? null)}
    </Tile>
  );
}

function StatsCaption({ stats }: { readonly stats: readonly ShownSource[] }) {
  const { nowMs } = useScene();
  const only = stats.length === 1 ? stats[0] : undefined;
  const runs = sum(stats.map(({ shown }) => shown.value.totalExecutions));
  const parts = [runs === null ? null : t('tiles.runsInAll', { count: runs, shown: formatNumber(runs) })];
  if (only) {
    const { view, shown } = only;
    const upMs =
      shown.value.uptimeSeconds === null
        ? null
        : shown.value.uptimeSeconds * 1000 + (shown.isDim ? 0 : nowMs - (view.stats?.observedAtMs ?? nowMs));
    parts.push(
      upMs === null ? null : t('tiles.up', { duration: formatDuration(upMs) }),
      view.status?.version ? t('tiles.version', { version: view.status.version }) : null,
    );
  }
  return <>{parts.filter((part) => part !== null).join(' · ')}</>;
}

interface TileProps {
  readonly title: string;
  readonly figure: SeriesFigure;
  readonly isDim: boolean;
  readonly caption: ComponentChildren;
  readonly children: ComponentChildren;
  readonly most?: number;
  readonly tone?: 'bad' | 'warn' | undefined;
  /** Whose last hour is drawn; left out: that of the only daemon in scope. */
  readonly of?: SourceView | undefined;
}

function Tile({ title, figure, isDim, caption, children, most, tone, of }: TileProps) {
  const { views, nowMs } = useScene();
  const view = of ?? (views.length === 1 ? views[0] : undefined);
  return (
    <article class={`card tile ${tone ? `tile-${tone}` : ''} ${isDim ? 'is-dim' : ''}`}>
      <h2 class="tile-title">{title}</h2>
      <p class="tile-figure figures">{children}</p>
      <div class="tile-spark">
        {view && <Sparkline series={view.series} figure={figure} nowMs={nowMs} {...(most === undefined ? {} : { most })} />}
      </div>
      <p class="tile-caption quiet figures">{caption}</p>
    </article>
  );
}

/** The sum of what is known; null where nothing is. */
function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}
