import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { PageLink } from '../../../app/PageLink';
import { runsPath } from '../../../app/page';
import type { Route } from '../../../app/route';
import { useScene } from '../../../app/scene';
import { useLastHour } from '../../../charts/useHistory';
import { Icon } from '../../../kit/Icon';
import { Sparkline } from '../../../kit/Sparkline';
import { TimeText } from '../../../kit/TimeText';
import { withPast } from '../../../state/history/ownSeries';
import { beginsMs, type Course, lastHour } from '../../../state/lastHour';
import { seriesSpanMs } from '../../../state/series';
import { formatTime } from '../../../text/format';
import { t } from '../../../text/text';

const minuteMs = 60_000;

interface TileProps {
  readonly title: string;
  /** How it went over all daemons in scope. */
  readonly course: Course;
  /** Whether history knows the figure from before this page was opened. */
  readonly hasPast?: boolean;
  /** The runs that it counts, on their page. */
  readonly runs?: Partial<Route>;
  readonly isDim: boolean;
  /** When a dimmed figure was last confirmed; null if that is not known. */
  readonly asOfMs: number | null;
  readonly caption: ComponentChildren;
  readonly children: ComponentChildren;
  readonly most?: number;
  readonly tone?: 'bad' | 'warn' | undefined;
}

/** A figure with its caption and its last hour. */
export function Tile({ title, course, isDim, asOfMs, caption, children, most, tone, hasPast = false, runs }: TileProps) {
  const { views, nowMs, route } = useScene();
  const past = useLastHour().bySource;
  const series = views.map((view) => (hasPast ? withPast(view.series, past?.get(view.name)) : view.series));
  const minute = Math.floor(nowMs / minuteMs);
  const values = useMemo(() => lastHour(series, nowMs, course), [minute, course, ...series]);
  return (
    <article class={`card tile ${tone ? `tile-${tone}` : ''} ${isDim ? 'is-dim' : ''}`}>
      <h2 class="tile-title">{title}</h2>
      <p class="tile-figure figures">
        {runs && !route.kiosk ? (
          <PageLink path={runsPath} route={{ source: route.source, ...runs }} kind="tile-link">
            {children}
          </PageLink>
        ) : (
          children
        )}
      </p>
      <p class="tile-caption quiet figures">{caption}</p>
      <Sparkline values={values} most={most} />
      <p class="tile-span quiet figures">
        {isDim && asOfMs !== null ? <AsOf atMs={asOfMs} /> : <Begin atMs={beginsMs(series)} />}
      </p>
    </article>
  );
}

/** When a dimmed figure was last confirmed. */
function AsOf({ atMs }: { readonly atMs: number }) {
  const { nowMs } = useScene();
  return (
    <>
      <Icon name="stale" /> {t('tiles.asOf')} <TimeText atMs={atMs} nowMs={nowMs} />
    </>
  );
}

/** How far back the sparkline reaches: an hour, or less where this page has not seen so much yet. */
function Begin({ atMs }: { readonly atMs: number | null }) {
  const { nowMs } = useScene();
  if (atMs === null || nowMs - atMs >= seriesSpanMs - 2 * minuteMs) {
    return <>{t('tiles.lastHour')}</>;
  }
  return <span title={t('tiles.seenHint')}>{t('tiles.seenFrom', { time: formatTime(atMs, 'minute') })}</span>;
}
