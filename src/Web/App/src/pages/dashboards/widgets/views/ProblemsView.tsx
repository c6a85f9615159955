import { HostFailureNote } from '../../../../app/HostFailureNote';
import { PageLink } from '../../../../app/PageLink';
import { problemPath } from '../../../../app/page';
import { useScene } from '../../../../app/scene';
import { troubleIcons } from '../../../../app/troubleIcons';
import type { Problem } from '../../../../contract/messages';
import { Foreign } from '../../../../kit/Foreign';
import { Icon } from '../../../../kit/Icon';
import { TimeText } from '../../../../kit/TimeText';
import { Attention } from '../../../../panels/Attention';
import { usePanel } from '../../../../panels/panel';
import type { StoredProblem } from '../../../../panels/problems/life';
import { usePast } from '../../../../panels/problems/usePast';
import { Origin } from '../../../../run/Origin';
import { monitorSource } from '../../../../state/evaluator';
import { holdsPipeline } from '../../../../state/patterns';
import { periodOf, rangeKey } from '../../../../state/timeRange';
import { toneOf, troubleOf } from '../../../../state/trouble';
import { formatDuration } from '../../../../text/format';
import { t } from '../../../../text/text';
import type { Options } from '../../model/document';
import { listIn, wordIn } from '../../model/options';
import { subjectsOf } from '../../model/subjects';
import { dt } from '../../text';
import type { WidgetViewProps } from '../drawings';
import { NoProblems } from './NoProblems';
import { scopedProblems } from './scopedProblems';

/** Problems of chosen kinds and severities: those that are open, or all of the time shown. */
export const ProblemsView = (props: WidgetViewProps) =>
  wordIn(props.options, 'state', ['open', 'all'], 'open') === 'all' ? <All {...props} /> : <Open {...props} />;

function Open({ options }: WidgetViewProps) {
  const problems = scopedProblems(useScene(), options).filter((problem) => passes(problem, options));
  return (
    <Attention problems={problems} heading={dt('widget.problems')} hasUnreachable>
      {isNarrowed(options) ? <p class="quiet widget-none">{dt('problems.noneOfThese')}</p> : <NoProblems />}
    </Attention>
  );
}

const isNarrowed = (options: Options): boolean => listIn(options, 'kinds').length > 0 || listIn(options, 'severities').length > 0;

function passes({ kind, severity }: Problem, options: Options): boolean {
  const [kinds, severities] = [listIn(options, 'kinds'), listIn(options, 'severities')];
  return (kinds.length === 0 || kinds.includes(kind)) && (severities.length === 0 || severities.includes(severity));
}

function All({ options, shown }: WidgetViewProps) {
  const { views, nowMs, state } = useScene();
  const { id, title } = usePanel('problems-title', dt('widget.problems'));
  const { sources, pipelines } = subjectsOf(options);
  const isWhole = sources.length === 0 && pipelines.length === 0 && views.length === state.sources.size;
  const only = views.length === 1 && state.sources.size > 1 ? (views[0]?.name ?? null) : null;
  const key = JSON.stringify([only, rangeKey(shown.range)]);
  const past = usePast({ source: only, kind: '', key, period: () => periodOf(shown.range, nowMs) });
  const problems = past.problems?.filter(
    (problem) =>
      passes(problem, options) &&
      (isWhole || views.some(({ name }) => name === problem.source)) &&
      (pipelines.length === 0 || holdsPipeline(pipelines, problem.pipelineId, problem.pipelineName)),
  );
  return (
    <section class="card problems-widget" aria-labelledby={id} aria-busy={past.isBusy}>
      <h2 id={id} class="card-title">
        {title}
      </h2>
      <HostFailureNote failure={past.failure} isOfShown={past.problems !== null} />
      {!problems && !past.failure && <p class="quiet">{t('charts.loading')}</p>}
      {problems?.length === 0 && !past.hasMore && <p class="quiet">{dt('problems.nonePast')}</p>}
      <ul class="attention-list">
        {problems?.map((problem) => (
          <Item key={`${problem.source}/${problem.id}`} problem={problem} />
        ))}
      </ul>
      {past.hasMore && (
        <button
          type="button"
          class="btn btn-sm btn-outline-secondary"
          aria-disabled={past.isBusy}
          onClick={() => !past.isBusy && past.readOn()}
        >
          {t('runs.more')}
        </button>
      )}
    </section>
  );
}

function Item({ problem }: { readonly problem: StoredProblem }) {
  const { nowMs, state, route } = useScene();
  const { source, title, detail, sinceMs, resolvedAtMs } = problem;
  const trouble = troubleOf(problem);
  return (
    <li class={`problem-past tone-${toneOf(problem)} ${resolvedAtMs === null ? '' : 'is-dim'}`}>
      <Icon name={trouble ? troubleIcons[trouble] : 'warn'} />
      <div>
        {state.sources.size > 1 && source !== monitorSource && <Origin name={source} />}
        {route.kiosk ? (
          <Foreign text={title} />
        ) : (
          <PageLink path={problemPath(problem.id)} kind="problem-link">
            <Foreign text={title} />
          </PageLink>
        )}
        <p class="quiet figures">
          <TimeText atMs={sinceMs} nowMs={nowMs} />
          {' – '}
          {resolvedAtMs === null ? dt('problems.stillOpen') : <TimeText atMs={resolvedAtMs} nowMs={nowMs} />}
          {` (${formatDuration((resolvedAtMs ?? nowMs) - sinceMs)})`}
          {detail && (
            <>
              {' · '}
              <Foreign text={detail} />
            </>
          )}
        </p>
      </div>
    </li>
  );
}
