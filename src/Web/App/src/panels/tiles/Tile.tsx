import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { PageLink } from '../../app/PageLink';
import { runsPath } from '../../app/page';
import type { Route } from '../../app/route';
import { useScene } from '../../app/scene';
import { useLastHour } from '../../charts/useHistory';
import { Icon } from '../../kit/Icon';
import { Sparkline } from '../../kit/Sparkline';
import { TimeText } from '../../kit/TimeText';
import { withPast } from '../../state/history/ownSeries';
import type { PastCounts } from '../../state/history/pastCounts';
import { beginsMs, type Course, lastHour } from '../../state/lastHour';
import { seriesSpanMs } from '../../state/series';
import { formatTime } from '../../text/format';
import { t } from '../../text/text';

const minuteMs = 60_000;

export type Behind =
  | { readonly kind: 'runs'; readonly route: Partial<Route> }
  | { readonly kind: 'part'; readonly id: string; readonly query?: string };

interface FrameProps {
  readonly title: string;
  /** How the figure went, oldest first; null if nobody knows. */
  readonly values: readonly (number | null)[] | null;
  /** From when to when that is, in words. */
  readonly span: string;
  readonly isDim: boolean;
  /** When a dimmed figure was last confirmed; null if that is not known. */
  readonly asOfMs: number | null;
  readonly caption: ComponentChildren;
  readonly children: ComponentChildren;
  readonly most?: number | undefined;
  readonly tone?: 'bad' | 'warn' | undefined;
}

/** A figure with its caption and its course. */
export const TileFrame = ({ title, values, span, isDim, asOfMs, caption, children, most, tone }: FrameProps) => (
  <article class={`card tile ${tone ? `tile-${tone}` : ''} ${isDim ? 'is-dim' : ''}`}>
    <h2 class="tile-title">{title}</h2>
    <div class="tile-body" title={span}>
      <p class="tile-figure figures">{children}</p>
      {values && <Sparkline values={values} most={most} />}
    </div>
    <p class="tile-caption quiet figures">{caption}</p>
    <p class="tile-span quiet figures">{isDim && asOfMs !== null ? <AsOf atMs={asOfMs} /> : span}</p>
  </article>
);

interface TileProps {
  readonly title: string;
  /** How it went over all daemons in scope. */
  readonly course: Course;
  /** Whether history knows the figure from before this page was opened. */
  readonly hasPast?: boolean;
  /** What the figures of runs were before, by the daemon's name. */
  readonly counts?: ReadonlyMap<string, PastCounts> | undefined;
  /** What is behind it: a list of runs on their page, or a part of this page by the id of its title. */
  readonly behind: Behind;
  readonly isDim: boolean;
  /** When a dimmed figure was last confirmed; null if that is not known. */
  readonly asOfMs: number | null;
  readonly caption: ComponentChildren;
  readonly children: ComponentChildren;
  readonly most?: number;
  readonly tone?: 'bad' | 'warn' | undefined;
}

/** A figure with its caption and its last hour. It leads to what is behind it. */
export function Tile({
  title,
  course,
  isDim,
  asOfMs,
  caption,
  children,
  most,
  tone,
  hasPast = false,
  counts,
  behind,
}: TileProps) {
  const { views, nowMs } = useScene();
  const past = useLastHour().bySource;
  const series = views.map((view) =>
    hasPast || counts ? withPast(view.series, past?.get(view.name), counts?.get(view.name)) : view.series,
  );
  const minute = Math.floor(nowMs / minuteMs);
  const values = useMemo(() => lastHour(series, nowMs, course), [minute, course, ...series]);
  const beginMs = beginsMs(series);
  return (
    <TileFrame {...{ title, values, isDim, asOfMs, caption, most, tone }} span={beginText(beginMs, nowMs)}>
      <Lead behind={behind}>{children}</Lead>
    </TileFrame>
  );
}

/** The way to what is behind a tile. On a wall nobody could take it. */
function Lead({ behind, children }: { readonly behind: Behind; readonly children: ComponentChildren }) {
  const { route, actions } = useScene();
  if (route.kiosk) {
    return <>{children}</>;
  }
  if (behind.kind === 'runs') {
    return (
      <PageLink path={runsPath} route={{ source: route.source, ...behind.route }} kind="tile-link">
        {children}
      </PageLink>
    );
  }
  const { id, query } = behind;
  return (
    <a
      class="tile-link"
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        if (query !== undefined) {
          actions.navigate({ query });
        }
        leadTo(id);
      }}
    >
      {children}
    </a>
  );
}

/** Brings a part of the page into sight, and the keyboard with it. */
function leadTo(id: string): void {
  const title = document.getElementById(id);
  title?.setAttribute('tabindex', '-1');
  title?.focus({ preventScroll: true });
  title?.closest('section')?.scrollIntoView({ block: 'start' });
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
const beginText = (atMs: number | null, nowMs: number): string =>
  atMs === null || nowMs - atMs >= seriesSpanMs - 2 * minuteMs
    ? t('tiles.lastHour')
    : t('tiles.seenFrom', { time: formatTime(atMs, 'minute') });
