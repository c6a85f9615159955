import { ExportMenu } from '../../app/export/ExportMenu';
import { useScene } from '../../app/scene';
import { runsQuery } from '../../connection/runsApi';
import { RunDrawer } from '../../run/RunDrawer';
import { RunList } from '../../run/RunList';
import { useRunPages } from '../../run/useRunPages';
import { areNone, parseFilters } from '../../state/runFilters';
import { periodOf } from '../../state/timeRange';
import { t } from '../../text/text';
import { RunFilterForm } from './RunFilterForm';

const pageSize = 50;

/** Searches all runs that are kept. The filters stand in the address. */
export function RunsPage() {
  const { route, nowMs } = useScene();
  const filters = parseFilters(route.query);
  const pages = useRunPages({ source: route.source, pipeline: null, filters, limit: pageSize }, route.range);
  const isFiltered = !areNone(filters) || route.source !== null || route.range !== null;
  return (
    <>
      <main class="runs" aria-busy={pages.isAsking}>
        <header class="list-head">
          <h2 class="runs-title">{t('runs.title')}</h2>
          <ExportMenu
            table="runs"
            query={() =>
              runsQuery({ source: route.source, pipeline: null, filters, period: route.range && periodOf(route.range, nowMs) })
            }
          />
        </header>
        <section class="card">
          <RunFilterForm filters={filters} isFiltered={isFiltered} />
          <RunList pages={pages} none={t(isFiltered ? 'runs.none' : 'runs.noneAtAll')} hasPipeline />
        </section>
      </main>
      <RunDrawer />
    </>
  );
}
