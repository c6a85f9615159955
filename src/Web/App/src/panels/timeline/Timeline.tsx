import { useMemo } from 'preact/hooks';
import { PageLink } from '../../app/PageLink';
import { runsPath } from '../../app/page';
import { useScene } from '../../app/scene';
import { statusIcons } from '../../app/statusIcons';
import type { ShownRange } from '../../charts/useRange';
import type { PastRun } from '../../contract/runs';
import { Icon } from '../../kit/Icon';
import { usePhone } from '../../kit/usePhone';
import { knownRuns } from '../../state/outOfView';
import type { SourceView } from '../../state/sourceView';
import { periodOf } from '../../state/timeRange';
import { formatTime } from '../../text/format';
import { t } from '../../text/text';
import { FeedNotes } from '../FeedNotes';
import { usePanel } from '../panel';
import { LaneDots } from './LaneDots';
import { Lanes } from './Lanes';
import { type PastRuns, usePastRuns } from './usePastRuns';

const legend = ['success', 'running', 'slow', 'stuck', 'failed', 'cancelled', 'pending'] as const;

interface Props {
  readonly shown: ShownRange;
  /** Whether a run from history is one of those that are shown; all are unless it says something else. */
  holds?(run: PastRun): boolean;
}

const always = (): boolean => true;

/** What ran when, a lane for each pipeline. */
export function Timeline({ shown: { range }, holds = always }: Props) {
  const { views, nowMs, route } = useScene();
  const isPhone = usePhone();
  const { id, title } = usePanel('timeline-title', t(isPhone ? 'timeline.lastRuns' : 'timeline.title'));
  const mayLack = lacksOlder(views, periodOf(range, nowMs).fromMs);
  const known = usePastRuns(range, mayLack && !isPhone);
  const runs = useMemo(() => (holds === always ? known.runs : known.runs.filter(holds)), [known.runs, holds]);
  const past = { ...known, runs };
  const hasRuns = past.runs.length > 0 || views.some((view) => view.executions.size > 0);
  return (
    <section class="card timeline" aria-labelledby={id}>
      <header class="card-head">
        <h2 id={id} class="card-title">
          {title}
        </h2>
      </header>
      <FeedNotes feed="executions" />
      {!hasRuns && <p class="quiet">{t('timeline.none')}</p>}
      {hasRuns && (isPhone ? <LaneDots views={views} /> : <Lanes views={views} range={range} past={past.runs} />)}
      {hasRuns && !isPhone && mayLack && past.hasOlder !== false && (
        <p class="quiet timeline-older">
          {olderText(past)}{' '}
          {!route.kiosk && (
            <PageLink path={runsPath} route={{ source: route.source, range }} kind="">
              {t('timeline.allRuns')}
            </PageLink>
          )}
        </p>
      )}
      {hasRuns && !isPhone && (
        <ul class="legend">
          {legend.map((status) => (
            <li key={status} class={`lane-${status}`}>
              <span class={`swatch bar-${status}`} />
              <Icon name={statusIcons[status]} /> {t(`status.${status}`)}
            </li>
          ))}
          <li>
            <span class="swatch lane-gap" /> {t('timeline.gap')}
          </li>
          <li>
            <span class="swatch lane-away" /> {t('timeline.away')}
          </li>
        </ul>
      )}
    </section>
  );
}

/** From when on all runs are drawn, if history has said that there are more. */
function olderText({ runs, hasOlder }: PastRuns): string {
  const firstMs = hasOlder ? (runs.at(-1)?.startedAtMs ?? null) : null;
  return firstMs === null ? t('timeline.older') : t('timeline.before', { time: formatTime(firstMs, 'full') });
}

/** Whether runs of the shown time may be missing: a daemon tells only its newest ones, and forgets what was before its own start. */
const lacksOlder = (views: readonly SourceView[], fromMs: number): boolean =>
  views.some((view) =>
    [...knownRuns(view).values()].every(({ startedAtMs }) => (startedAtMs ?? Number.POSITIVE_INFINITY) > fromMs),
  );
