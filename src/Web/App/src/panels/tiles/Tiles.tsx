import { Fragment } from 'preact';
import { type Scene, useScene } from '../../app/scene';
import type { StatsFigures } from '../../contract/messages';
import { runsKnownUntilMs } from '../../run/confirmed';
import { evaluationOf } from '../../state/evaluation';
import { isConfirmed, type Shown, shownStats } from '../../state/freshness';
import type { PastCounts } from '../../state/history/pastCounts';
import { highest, successRate, total } from '../../state/lastHour';
import { outcomesOf, sumOf } from '../../state/outcomes';
import { lateRuns } from '../../state/problems';
import { lastConfirmedMs, type SeriesFigure } from '../../state/series';
import type { SourceView } from '../../state/sourceView';
import { newestQuery } from '../../state/table';
import { withTable } from '../../state/tableAddress';
import { toneOfPercent } from '../../state/thresholds';
import type { TimeRange } from '../../state/timeRange';
import { formatCount, formatDuration, formatNumber, formatPercent } from '../../text/format';
import { t } from '../../text/text';
import { Tile } from './Tile';
import { usePastCounts } from './usePastCounts';

/** The last hour of each figure. Created once, so that a sparkline is drawn again only when its series changed. */
const courses = {
  active: total('active'),
  failed: total('failed'),
  late: total('late'),
  cpu: highest('cpu'),
  memory: highest('memory'),
} as const;

/** What tiles of runs count: those of 24 hours. */
const day: TimeRange = { kind: 'live', span: '24h' };

/** Six figures with their last hour. */
export function Tiles() {
  const scene = useScene();
  const stats = scene.views.flatMap((view) => {
    const shown = shownStats(view, scene.nowMs);
    return shown ? [{ view, shown }] : [];
  });
  const isDim = !scene.isConnected || scene.views.some((view) => !isConfirmed(view, 'stats', scene.nowMs));
  const dim = stats.filter(({ shown }) => !scene.isConnected || shown.isDim);
  return (
    <section class="tiles" aria-label={t('tiles.title')}>
      <Tile
        title={t('tiles.active')}
        course={courses.active}
        hasPast
        behind={{ kind: 'part', id: 'timeline-title' }}
        isDim={isDim}
        asOfMs={earliest(dim.map((one) => confirmedMs(one, 'active')))}
        caption={<StatsCaption stats={stats} />}
      >
        {formatCount(sum(stats.map(({ shown }) => shown.value.activePipelines)))}
      </Tile>
      <RunTiles />
      <Highest title={t('tiles.cpu')} figure="cpu" value="cpuUsage" stats={stats} />
      <Highest title={t('tiles.memory')} figure="memory" value="memoryUsage" stats={stats} />
    </section>
  );
}

interface ShownSource {
  readonly view: SourceView;
  readonly shown: Shown<StatsFigures>;
}

/** When a figure of a daemon was last confirmed: what this page saw of it may end before what the hub last knew, or after. */
const confirmedMs = ({ view, shown }: ShownSource, figure: SeriesFigure): number | null =>
  later(lastConfirmedMs(view.series, figure), shown.observedAtMs);

function RunTiles() {
  const scene = useScene();
  const { views, nowMs } = scene;
  // A daemon whose runs have not been judged has an unknown number of them, not none.
  const known = views.filter((view) => outcomesOf(view, nowMs) !== null);
  const all = known.map((view) => outcomesOf(view, nowMs)).filter((one) => one !== null);
  const sum = all.length === 0 ? null : sumOf(all);
  const shared = { ...runsConfirmed(scene), counts: usePastCounts() };
  const coverage = (
    <>
      <Watched percent={sum?.seenPercent ?? null} />
      <PartOf count={known.length} />
    </>
  );
  return (
    <>
      <Tile
        title={t('tiles.success')}
        course={successRate}
        behind={{ kind: 'runs', route: { range: day, query: '' } }}
        most={100}
        {...shared}
        caption={
          sum && (
            <>
              {t('tiles.nOfN', { count: formatCount(sum.succeeded), total: formatCount(sum.ended) })} {coverage}
            </>
          )
        }
      >
        {formatPercent(sum && sum.ended > 0 ? (100 * sum.succeeded) / sum.ended : null)}
      </Tile>
      <Tile
        title={t('tiles.failed')}
        course={courses.failed}
        behind={{ kind: 'runs', route: { range: day, query: 'status=failed' } }}
        {...shared}
        tone={sum && sum.failed > 0 ? 'bad' : undefined}
        caption={
          sum && (
            <>
              {t('tiles.ofEnded', { count: sum.ended, shown: formatCount(sum.ended) })} {coverage}
            </>
          )
        }
      >
        {formatCount(sum?.failed ?? null)}
      </Tile>
      <Late views={known} {...shared} />
    </>
  );
}

/** Whether the figures of runs are confirmed and judged now, and until when they were where they are not. */
function runsConfirmed(scene: Scene): Pick<LateProps, 'isDim' | 'asOfMs'> {
  const { state, views, nowMs, isConnected } = scene;
  const evaluation = evaluationOf(state, views, nowMs);
  if (isConnected && evaluation.kind === 'stopped') {
    return { isDim: true, asOfMs: evaluation.sinceMs };
  }
  const dim = views.filter((view) => !isConnected || !isConfirmed(view, 'executions', nowMs));
  const knownUntil = dim.map((view) =>
    later(lastConfirmedMs(view.series, 'late'), view.executions.size > 0 ? runsKnownUntilMs(scene, view) : null),
  );
  return { isDim: dim.length > 0, asOfMs: earliest(knownUntil) };
}

/** How many daemons a figure covers, if not all in scope. */
function PartOf({ count }: { readonly count: number }) {
  const { views } = useScene();
  return (
    count < views.length && (
      <>
        {' · '}
        <span class="unbroken">{partText(count, views.length)}</span>
      </>
    )
  );
}

const partText = (count: number, of: number): string =>
  t('tiles.ofDaemons', { shown: formatNumber(count), total: formatNumber(of) });

interface LateProps {
  readonly views: readonly SourceView[];
  readonly counts: ReadonlyMap<string, PastCounts> | undefined;
  readonly isDim: boolean;
  readonly asOfMs: number | null;
}

/** Runs that take too long. */
function Late({ views, counts, isDim, asOfMs }: LateProps) {
  const { route } = useScene();
  const late = views.flatMap((view) => [...lateRuns(view).values()]);
  const stuck = late.filter(({ kind }) => kind === 'stuck').length;
  const words = late.length > 0 ? t('tiles.lateCaption', { stuck, slow: late.length - stuck }) : t('tiles.lateNone');
  return (
    <Tile
      title={t('tiles.late')}
      course={courses.late}
      counts={counts}
      behind={{ kind: 'part', id: 'runs-title', query: withTable(route.query, { ...newestQuery, status: 'late' }) }}
      isDim={isDim}
      asOfMs={asOfMs}
      tone={late.length > 0 ? 'warn' : undefined}
      caption={
        views.length > 0 && (
          <>
            {words}
            <PartOf count={views.length} />
          </>
        )
      }
    >
      {formatCount(views.length > 0 ? late.length : null)}
    </Tile>
  );
}

/** How much of the day was watched, if not all of it. */
const Watched = ({ percent }: { readonly percent: number | null }) =>
  percent !== null &&
  percent < 100 && (
    <>
      {'· '}
      <span class="unbroken" title={t('tiles.watchedHint')}>
        {t('tiles.watched', { percent: formatNumber(percent) })}
      </span>
    </>
  );

interface HighestProps {
  readonly title: string;
  readonly figure: 'cpu' | 'memory';
  readonly value: 'cpuUsage' | 'memoryUsage';
  readonly stats: readonly ShownSource[];
}

/** A percent of a host; of several the highest that is confirmed, with the daemon's name. */
function Highest({ title, figure, value, stats }: HighestProps) {
  const { views, isConnected, nowMs, preferences } = useScene();
  const confirmed = stats.filter(({ shown }) => !shown.isDim);
  const high = (confirmed.length > 0 ? confirmed : stats).reduce<ShownSource | undefined>(
    (most, one) => (!most || (one.shown.value[value] ?? -1) > (most.shown.value[value] ?? -1) ? one : most),
    undefined,
  );
  const percent = high?.shown.value[value] ?? null;
  const isDim = !isConnected || (high?.shown.isDim ?? views.some((view) => !isConfirmed(view, 'stats', nowMs)));
  const name = views.length > 1 && high ? t('tiles.highest', { name: high.view.name }) : t('tiles.ofHost');
  return (
    <Tile
      title={title}
      course={courses[figure]}
      hasPast
      behind={{ kind: 'part', id: `usage-${value}` }}
      tone={isDim ? undefined : (toneOfPercent(percent, preferences) ?? undefined)}
      most={100}
      isDim={isDim}
      asOfMs={high ? confirmedMs(high, figure) : null}
      caption={name}
    >
      {formatPercent(percent)}
    </Tile>
  );
}

function StatsCaption({ stats }: { readonly stats: readonly ShownSource[] }) {
  const { views, nowMs } = useScene();
  // Facts of a single daemon are shown only if it is the only one in scope.
  const only = views.length === 1 ? stats[0] : undefined;
  const runs = sum(stats.map(({ shown }) => shown.value.totalExecutions));
  const parts = [
    stats.length > 0 && stats.length < views.length ? partText(stats.length, views.length) : null,
    runs === null ? null : t('tiles.runsInAll', { count: runs, shown: formatNumber(runs) }),
  ];
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
  const known = parts.filter((part) => part !== null);
  return (
    <>
      {known.map((part, place) => (
        <Fragment key={place}>
          {place > 0 && ' '}
          <span class="unbroken">{place < known.length - 1 ? `${part} ·` : part}</span>
        </Fragment>
      ))}
    </>
  );
}

/** The sum of what is known; null if nothing is. */
function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

/** The later of what is known; null if neither is. */
function later(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.max(left, right);
}

/** The earliest of what is known; null if nothing is. */
function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
