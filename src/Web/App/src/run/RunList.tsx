import { useState } from 'preact/hooks';
import { HistoryFailureNote } from '../app/HistoryFailureNote';
import { useScene } from '../app/scene';
import { formatNumber } from '../text/format';
import { t } from '../text/text';
import { RunListRow } from './RunListRow';
import type { RunPages } from './useRunPages';

interface Props {
  readonly pages: RunPages;
  /** What to say where there are none. */
  readonly none: string;
  /** Whether each row names its pipeline. */
  readonly hasPipeline: boolean;
}

/** The most rows that are added at once, however many runs there are. */
const mostAdded = 50;

/** Runs from history, newest first; each opens in the drawer. */
export function RunList({ pages, none, hasPipeline }: Props) {
  const { state } = useScene();
  const { isAsking, failure } = pages;
  const [most, setMost] = useState(mostAdded);
  const runs = pages.runs?.slice(0, most) ?? null;
  const isCut = pages.runs !== null && pages.runs.length > most;
  const hasMore = isCut || pages.hasMore;
  const more = () => {
    setMost(most + mostAdded);
    if (!isCut) {
      pages.more();
    }
  };
  const hasDaemon = hasPipeline && state.sources.size > 1;
  return (
    <>
      <p class="run-list-count quiet figures" role="status">
        {runs ? countText(runs.length) : isAsking && t('runs.loading')}
      </p>
      {runs && runs.length > 0 && (
        <table class="run-list">
          <thead>
            <tr>
              <th scope="col">{t('executions.status')}</th>
              {hasPipeline && <th scope="col">{t('executions.pipeline')}</th>}
              {hasDaemon && <th scope="col">{t('executions.daemon')}</th>}
              <th scope="col">{t('executions.start')}</th>
              <th scope="col">{t('executions.duration')}</th>
              <th scope="col">{t('executions.rows')}</th>
              <th scope="col">{t('run.error')}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <RunListRow key={`${run.source}/${run.id}`} run={run} hasPipeline={hasPipeline} hasDaemon={hasDaemon} />
            ))}
          </tbody>
        </table>
      )}
      {runs?.length === 0 && !hasMore && <p class="quiet">{none}</p>}
      {failure && <HistoryFailureNote failure={failure} onRetry={pages.more} />}
      {!failure && (hasMore || (isAsking && runs)) && (
        <button
          type="button"
          class={`btn btn-sm btn-outline-secondary ${isAsking ? 'disabled' : ''}`}
          aria-disabled={isAsking}
          onClick={() => !isAsking && more()}
        >
          {t('runs.more')}
        </button>
      )}
    </>
  );
}

/** Of none another text says more. */
const countText = (count: number): string => (count === 0 ? '' : t('runs.shown', { count, shown: formatNumber(count) }));
