import { useScene } from '../../app/scene';
import { Foreign } from '../../kit/Foreign';
import { TimeText } from '../../kit/TimeText';
import { useRunPages } from '../../run/useRunPages';
import type { RunFilters } from '../../state/runFilters';
import { firstLine } from '../../text/firstLine';
import { t } from '../../text/text';

const failed: RunFilters = { text: '', statuses: ['failed'], minSeconds: null, rows: null };

/** Why its newest failed run failed, however long ago. */
export function LastError({ source, pipeline }: { readonly source: string; readonly pipeline: string }) {
  const { nowMs, actions } = useScene();
  const { runs } = useRunPages({ source, pipeline, filters: failed, limit: 1 }, null);
  const run = runs?.find(({ status }) => status === 'failed');
  const error = run ? firstLine(run.errorMessage) : null;
  if (!run || error === null) {
    return null;
  }
  return (
    <section class="card pipeline-error" aria-labelledby="pipeline-error">
      <h2 id="pipeline-error" class="card-title">
        {t('pipeline.lastError')}
      </h2>
      <p>
        <button type="button" class="btn btn-sm btn-link" onClick={() => actions.navigate({ run: { source, id: run.id } })}>
          {run.startedAtMs === null ? <Foreign text={run.id} /> : <TimeText atMs={run.startedAtMs} nowMs={nowMs} />}
        </button>
        <Foreign kind="pipeline-error-text" text={error} />
      </p>
    </section>
  );
}
