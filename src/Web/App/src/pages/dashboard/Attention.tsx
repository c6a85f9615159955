import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { PageLink } from '../../app/PageLink';
import { historyPath } from '../../app/page';
import { useScene } from '../../app/scene';
import type { Problem } from '../../contract/messages';
import { Foreign } from '../../kit/Foreign';
import { Icon, type IconName } from '../../kit/Icon';
import { usePrinting } from '../../kit/printing';
import { TimeText } from '../../kit/TimeText';
import { Origin } from '../../run/Origin';
import { PipelineLink } from '../../run/PipelineLink';
import { RunAgain } from '../../run/RunAgain';
import { monitorSource } from '../../state/evaluator';
import { isUnreachable, type KnownKind, knownKind, subjectOf } from '../../state/problems';
import { holdsRole } from '../../state/roles';
import { formatDuration } from '../../text/format';
import { t } from '../../text/text';
import { type Known, knownOf } from './known';

const shownAtFirst = 5;

/** The problems, the most pressing first. */
export function Attention({ problems }: { readonly problems: readonly Problem[] }) {
  const scene = useScene();
  const [isOpened, setWhole] = useState(false);
  const isWhole = usePrinting() || isOpened;
  // The banner and the header already show a daemon that cannot be reached.
  const listed = problems.filter((problem) => !isUnreachable(problem));
  if (listed.length === 0) {
    return null;
  }
  return (
    <section class="card attention" aria-labelledby="attention-title">
      <h2 id="attention-title" class="card-title">
        {t('attention.title')}
      </h2>
      <ul class="attention-list">
        {listed.slice(0, isWhole ? listed.length : shownAtFirst).map((problem) => {
          const known = knownOf(scene, problem);
          const kind = knownKind(problem);
          return (
            <li
              key={`${problem.source}/${problem.id}`}
              class={`attention-item attention-${kind ? groups[kind] : 'other'} is-${problem.severity} ${known.isDim ? 'is-dim' : ''}`}
            >
              <Item problem={problem} kind={kind} known={known} />
            </li>
          );
        })}
      </ul>
      {listed.length > shownAtFirst && !isWhole && (
        <button type="button" class="btn btn-sm btn-link" onClick={() => setWhole(true)}>
          {t('common.showAll', { count: listed.length })}
        </button>
      )}
    </section>
  );
}

/** What an item is called in the style sheet. */
const groups: Readonly<Record<KnownKind, string>> = {
  unreachable: 'source',
  degraded: 'source',
  component: 'component',
  failing: 'failing',
  slow: 'late',
  stuck: 'late',
};

const icons: Readonly<Record<KnownKind, IconName>> = {
  unreachable: 'down',
  degraded: 'warn',
  component: 'down',
  failing: 'down',
  slow: 'slow',
  stuck: 'pause',
};

interface ItemProps {
  readonly problem: Problem;
  /** Null for a kind that the page does not know. */
  readonly kind: KnownKind | null;
  readonly known: Known;
}

function Item({ problem, kind, known }: ItemProps) {
  const { state } = useScene();
  const { source, executionId, pipelineId } = problem;
  const isOfPipeline = problem.pipelineName !== null;
  return (
    <>
      <Line problem={problem} kind={kind} known={known} />
      {isOfPipeline && (kind !== null || problem.lastGoodAtMs !== null) && <LastGood atMs={problem.lastGoodAtMs} />}
      {problem.kind === 'history-paused' && holdsRole(state.account, 'admin') && (
        <PageLink path={historyPath} kind="btn btn-sm btn-outline-secondary">
          {t('attention.historyState')}
        </PageLink>
      )}
      {executionId !== null && (
        <Actions source={source} id={executionId}>
          {kind === 'failing' && pipelineId !== null && <RunAgain source={source} pipelineId={pipelineId} />}
        </Actions>
      )}
    </>
  );
}

function Line({ problem, kind, known }: ItemProps) {
  const { state, views, nowMs } = useScene();
  const { sinceMs, sinceAtLeast } = problem;
  const name = kind ? subjectOf(state.sources, problem) : problem.title;
  const isOfMonitor = problem.source === monitorSource;
  const detail = detailOf(problem, kind);
  return (
    <div class="attention-line">
      <Icon name={kind ? icons[kind] : 'warn'} />
      <p>
        {views.length > 1 && !isOfMonitor && problem.source !== name && <Origin name={problem.source} />}
        <strong>
          {problem.pipelineId !== null && name !== problem.title ? (
            <PipelineLink source={problem.source} id={problem.pipelineId}>
              <Foreign text={name} />
            </PipelineLink>
          ) : (
            <Foreign text={name} />
          )}
        </strong>
        {kind && <What problem={problem} kind={kind} known={known} />}
        <span class="quiet figures">
          {` ${t('attention.since')} `}
          <TimeText atMs={sinceMs} nowMs={nowMs} />
          {sinceAtLeast && ` ${t('common.orEarlier')}`}
          {` (${durationText(known.untilMs - sinceMs, known.isDim || sinceAtLeast)})`}
        </span>
        {detail && <Foreign kind="attention-detail" text={detail} />}
      </p>
    </div>
  );
}

/** What is wrong, in the language in use. */
function What({ problem, kind, known }: ItemProps & { readonly kind: KnownKind }) {
  const { state } = useScene();
  return (
    <>
      {' '}
      <span class="attention-what">{words()}</span>
    </>
  );

  function words(): string {
    switch (kind) {
      case 'failing': {
        const pipeline = state.sources.get(problem.source)?.pipelines.values.get(problem.pipelineId ?? '');
        const count = problem.count ?? 1;
        return count > 1
          ? t('attention.inARow', { count: `${pipeline?.failuresAtLeast ? '≥ ' : ''}${count}` })
          : t('attention.failing');
      }
      case 'slow':
      case 'stuck':
        return t(`attention.${kind}`, { duration: durationText(known.untilMs - problem.sinceMs, known.isDim) });
      default:
        return t(`attention.${kind}`);
    }
  }
}

function detailOf({ detail, usualSeconds }: Problem, kind: KnownKind | null): string | null {
  const isLate = kind === 'slow' || kind === 'stuck';
  return isLate && usualSeconds !== null ? t('attention.usual', { duration: formatDuration(usualSeconds * 1000) }) : detail;
}

function durationText(durationMs: number, isAtLeast: boolean): string {
  const duration = formatDuration(durationMs);
  return isAtLeast ? t('common.atLeast', { duration }) : duration;
}

function LastGood({ atMs }: { readonly atMs: number | null }) {
  const { nowMs } = useScene();
  return (
    <p class="attention-good quiet figures">
      {t('attention.lastGood')} {atMs === null ? t('attention.noneKnown') : <TimeText atMs={atMs} nowMs={nowMs} />}
    </p>
  );
}

interface ActionsProps {
  readonly source: string;
  readonly id: string;
  readonly children?: ComponentChildren;
}

/** What can be done about a run. */
function Actions({ source, id, children }: ActionsProps) {
  const { actions } = useScene();
  return (
    <div class="attention-actions">
      <button type="button" class="btn btn-sm btn-outline-secondary" onClick={() => actions.navigate({ run: { source, id } })}>
        <Icon name="log" /> {t('attention.log')}
      </button>
      {children}
    </div>
  );
}
