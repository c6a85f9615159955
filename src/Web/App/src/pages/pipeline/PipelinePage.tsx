import { HistoryFailureNote } from '../../app/HistoryFailureNote';
import { parametersOf } from '../../app/page';
import { useScene } from '../../app/scene';
import { RangeControl } from '../../charts/RangeControl';
import { useRange } from '../../charts/useRange';
import { Icon } from '../../kit/Icon';
import { OutcomeCalendar } from '../../panels/OutcomeCalendar';
import { RunDrawer } from '../../run/RunDrawer';
import { RunList } from '../../run/RunList';
import { useRunPages } from '../../run/useRunPages';
import { noFilters } from '../../state/runFilters';
import { periodOf, type TimeRange } from '../../state/timeRange';
import { t } from '../../text/text';
import { LastError } from './LastError';
import { PipelineHead } from './PipelineHead';
import { RunPlot } from './RunPlot';
import { StatusFacts } from './StatusFacts';
import { usePipeline } from './usePipeline';

const pattern = '/pipelines/:source/:id';
/** What is shown where the address names no time. */
const month: TimeRange = { kind: 'live', span: '30d' };
/** The most that the host answers at once. */
const mostDrawn = 200;

/** How one pipeline stands and what it did. */
export function PipelinePage() {
  const { route } = useScene();
  const { source = '', id = '' } = parametersOf(pattern, route.path) ?? {};
  return (
    <>
      <Pipeline key={route.path} source={source} id={id} />
      <RunDrawer />
    </>
  );
}

interface Props {
  readonly source: string;
  readonly id: string;
}

function Pipeline({ source, id }: Props) {
  const { nowMs } = useScene();
  const shown = useRange(month);
  const known = usePipeline(source, id);
  const pages = useRunPages({ source, pipeline: id, filters: noFilters, limit: mostDrawn }, shown.range);
  const { status, days, failure, isAsking } = known;
  const name = status?.name ?? pages.runs?.[0]?.pipelineName ?? id;
  const period = periodOf(shown.range, nowMs);
  return (
    <main class="pipeline" aria-busy={isAsking}>
      <PipelineHead source={source} id={id} name={name} status={status} />
      {failure?.kind === 'notFound' && (
        <p class="banner banner-warn" role="alert">
          <Icon name="warn" /> {t('pipeline.unknown')} {t('pipeline.unknownText')}
        </p>
      )}
      {failure && failure.kind !== 'notFound' && <HistoryFailureNote failure={failure} onRetry={known.retry} />}
      {!status && isAsking && <p class="quiet">{t('pipeline.loading')}</p>}
      {!status && !isAsking && !failure && <p class="banner banner-warn">{t('pipeline.unlisted')}</p>}
      {status && <StatusFacts status={status} />}
      <LastError source={source} pipeline={id} />
      <RangeControl shown={shown} />
      <div class="columns columns-even">
        <RunPlot figure="duration" title={t('pipeline.duration')} runs={pages.runs} period={period} hasMore={pages.hasMore} />
        <RunPlot figure="rows" title={t('pipeline.rows')} runs={pages.runs} period={period} hasMore={pages.hasMore} />
      </div>
      {days && <OutcomeCalendar days={days} nowMs={nowMs} onDay={shown.choose} />}
      <section class="card" aria-labelledby="pipeline-runs">
        <h2 id="pipeline-runs" class="card-title">
          {t('pipeline.runs')}
        </h2>
        <RunList pages={pages} none={t('runs.none')} hasPipeline={false} />
      </section>
    </main>
  );
}
