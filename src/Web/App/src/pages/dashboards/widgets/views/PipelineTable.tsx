import { useScene } from '../../../../app/scene';
import { troubleIcons } from '../../../../app/troubleIcons';
import type { PipelineStatus, Problem } from '../../../../contract/messages';
import { Foreign } from '../../../../kit/Foreign';
import { Icon } from '../../../../kit/Icon';
import { TimeText } from '../../../../kit/TimeText';
import { usePanel } from '../../../../panels/panel';
import { areRunsConfirmed } from '../../../../run/confirmed';
import { PipelineLink } from '../../../../run/PipelineLink';
import { StatusMark } from '../../../../run/StatusMark';
import { worstByPipeline } from '../../../../state/problems';
import type { SourceView } from '../../../../state/sourceView';
import { rankOf, toneOf, troubleOf } from '../../../../state/trouble';
import { formatDuration, formatNumber } from '../../../../text/format';
import { t } from '../../../../text/text';
import { dt } from '../../text';

export type PipelineSort = 'trouble' | 'name' | 'last';

interface Props {
  readonly views: readonly SourceView[];
  readonly sort: PipelineSort;
}

interface Row {
  readonly view: SourceView;
  readonly status: PipelineStatus;
  readonly problem: Problem | null;
}

/** How each pipeline stands, as the evaluator judges it. */
export function PipelineTable({ views, sort }: Props) {
  const { id, title } = usePanel('pipelines-title', dt('widget.pipelines'));
  const rows = sorted(views.flatMap(rowsOf), sort);
  const isMany = views.length > 1;
  return (
    <section class="card pipeline-table" aria-labelledby={id}>
      <h2 id={id} class="card-title">
        {title}
      </h2>
      {rows.length === 0 ? (
        <p class="quiet">
          {dt(views.some(({ evaluatedAtMs }) => evaluatedAtMs !== null) ? 'pipelines.none' : 'pipelines.notJudged')}
        </p>
      ) : (
        <table class="list-table">
          <thead>
            <tr>
              <th scope="col">{t('executions.pipeline')}</th>
              {isMany && <th scope="col">{t('executions.daemon')}</th>}
              <th scope="col">{t('pipeline.last')}</th>
              <th scope="col">{t('pipeline.lastGood')}</th>
              <th scope="col">{t('pipeline.usual')}</th>
              <th scope="col">{t('pipeline.day')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PipelineRow key={`${row.status.source}/${row.status.id}`} row={row} isMany={isMany} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function PipelineRow({ row: { view, status, problem }, isMany }: { readonly row: Row; readonly isMany: boolean }) {
  const scene = useScene();
  const isDim = !areRunsConfirmed(scene, view);
  const trouble = problem && troubleOf(problem);
  return (
    <tr class={isDim ? 'is-dim' : ''}>
      <td>
        <span class="pipeline-name">
          {problem && (
            <span class={`pipeline-trouble tone-${toneOf(problem)}`}>
              <Icon name={trouble ? troubleIcons[trouble] : 'warn'} label={problem.title} />
            </span>
          )}
          <PipelineLink source={status.source} id={status.id}>
            <Foreign text={status.name || status.id} />
          </PipelineLink>
        </span>
        {!status.isActive && <span class="list-detail">{t('pipeline.inactive')}</span>}
      </td>
      {isMany && (
        <td data-label={t('executions.daemon')}>
          <Foreign text={status.source} />
        </td>
      )}
      <td data-label={t('pipeline.last')}>
        <span class="pipeline-last">
          {status.lastStatus ? <StatusMark status={status.lastStatus} /> : t('pipeline.noneKnown')}
          {status.lastStartedAtMs !== null && (
            <span class="quiet figures">
              <TimeText atMs={status.lastStartedAtMs} nowMs={scene.nowMs} />
            </span>
          )}
        </span>
      </td>
      <td class="figures" data-label={t('pipeline.lastGood')}>
        {status.lastGoodAtMs === null ? t('pipeline.noneKnown') : <TimeText atMs={status.lastGoodAtMs} nowMs={scene.nowMs} />}
      </td>
      <td class="figures" data-label={t('pipeline.usual')}>
        {status.usualSeconds === null ? t('common.notAvailable') : formatDuration(status.usualSeconds * 1000)}
      </td>
      <td class="figures" data-label={t('pipeline.day')}>
        {status.runs24h === 0
          ? t('pipeline.dayNone', { percent: formatNumber(status.seenPercent24h) })
          : t('pipeline.dayText', {
              succeeded: formatNumber(status.succeeded24h),
              ended: formatNumber(status.runs24h),
              percent: formatNumber(status.seenPercent24h),
            })}
      </td>
    </tr>
  );
}

const rowsOf = (view: SourceView): readonly Row[] => {
  const worst = worstByPipeline(view);
  return [...view.pipelines.values.values()].map((status) => ({ view, status, problem: worst.get(status.id) ?? null }));
};

function sorted(rows: readonly Row[], sort: PipelineSort): readonly Row[] {
  const byName = (left: Row, right: Row) => left.status.name.localeCompare(right.status.name);
  switch (sort) {
    case 'name':
      return [...rows].sort(byName);
    case 'last':
      return [...rows].sort(
        (left, right) => (right.status.lastStartedAtMs ?? 0) - (left.status.lastStartedAtMs ?? 0) || byName(left, right),
      );
    case 'trouble':
      return [...rows].sort((left, right) => rank(left) - rank(right) || byName(left, right));
  }
}

const rank = ({ problem }: Row): number => (problem ? rankOf(problem) : Number.MAX_SAFE_INTEGER);
