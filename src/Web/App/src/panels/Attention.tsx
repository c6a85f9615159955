import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { PageLink } from '../app/PageLink';
import { alertsPath, historyPath, problemPath } from '../app/page';
import { useLiveScene, useScene } from '../app/scene';
import { troubleIcons } from '../app/troubleIcons';
import type { Problem } from '../contract/messages';
import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import { Kept, quarterHourOf } from '../kit/Kept';
import { usePrinting } from '../kit/printing';
import { TimeText } from '../kit/TimeText';
import { Origin } from '../run/Origin';
import { PipelineLink } from '../run/PipelineLink';
import { ProblemStanding } from '../run/ProblemStanding';
import { type Known, knownOf } from '../run/problemKnown';
import { RunAgain } from '../run/RunAgain';
import { monitorSource } from '../state/evaluator';
import { keyOf } from '../state/heldProblems';
import type { MonitorState } from '../state/monitor';
import { isUnreachable, subjectOf } from '../state/problems';
import { holdsRole } from '../state/roles';
import { type Trouble, toneOf, troubleOf } from '../state/trouble';
import { formatDuration } from '../text/format';
import { isolated } from '../text/isolated';
import { t } from '../text/text';
import { usePanel } from './panel';
import { durationText, problemWords } from './problemWords';
import { useHeldProblems } from './useHeldProblems';

const shownAtFirst = 5;

interface Props {
  readonly problems: readonly Problem[];
  /** What stands there while no problem is listed; nothing at all without it. */
  readonly children?: ComponentChildren;
  /** Whether daemons that cannot be reached are listed too: elsewhere on the page nothing else shows them. */
  readonly hasUnreachable?: boolean;
  /** What stands above the list, unless where it is drawn says something else. */
  readonly heading?: string;
}

/** The problems, the gravest first. No button moves under a finger: what is over keeps its place for a while, and what is new waits for its own. */
export function Attention({ problems, children = null, hasUnreachable = false, heading = t('attention.title') }: Props) {
  const { route } = useScene();
  const { id, title } = usePanel('attention-title', heading);
  const [isOpened, setWhole] = useState(false);
  const isWhole = usePrinting() || isOpened;
  // The verdict or the table of daemons already shows a daemon that cannot be reached.
  const open = hasUnreachable ? problems : problems.filter((problem) => !isUnreachable(problem));
  const { list, touch } = useHeldProblems(open, isWhole ? Number.POSITIVE_INFINITY : shownAtFirst);
  if (list.length === 0 && children === null) {
    return null;
  }
  return (
    <section class="card attention" aria-labelledby={id} {...touch}>
      <header class="attention-head">
        <h2 id={id} class="card-title">
          {title}
        </h2>
        {!route.kiosk && (
          <PageLink path={alertsPath} kind="attention-all">
            {t('attention.all')}
          </PageLink>
        )}
      </header>
      {list.length === 0 ? (
        children
      ) : (
        <ul class="attention-list">
          {list.slice(0, isWhole ? list.length : shownAtFirst).map(({ problem, overAtMs }) => (
            <Place key={keyOf(problem)} problem={problem} isOver={overAtMs !== null} />
          ))}
        </ul>
      )}
      {open.length > shownAtFirst && !isWhole && (
        <button type="button" class="btn btn-sm btn-link" onClick={() => setWhole(true)}>
          {t('common.showAll', { count: open.length })}
        </button>
      )}
    </section>
  );
}

function Place({ problem, isOver }: { readonly problem: Problem; readonly isOver: boolean }) {
  const known = knownOf(useScene(), problem);
  const kind = troubleOf(problem);
  return isOver ? (
    <li class="attention-over is-dim">
      <Item problem={problem} kind={kind} isOver />
    </li>
  ) : (
    <li
      class={`attention-item attention-${kind ? groups[kind] : 'other'} tone-${toneOf(problem)} ${known.isDim ? 'is-dim' : ''}`}
    >
      <Item problem={problem} kind={kind} isOver={false} />
    </li>
  );
}

/** What an item is called in the style sheet. */
const groups: Readonly<Record<Trouble, string>> = {
  unreachable: 'source',
  degraded: 'source',
  component: 'component',
  failing: 'failing',
  slow: 'late',
  stuck: 'late',
};

interface ItemProps {
  readonly problem: Problem;
  /** Null for a kind that the page does not know. */
  readonly kind: Trouble | null;
  readonly isOver: boolean;
}

function Item({ problem, kind, isOver }: ItemProps) {
  const { state } = useScene();
  const { source, executionId, pipelineId } = problem;
  const isOfPipeline = problem.pipelineName !== null;
  return (
    <>
      <Line problem={problem} kind={kind} isOver={isOver} />
      {isOfPipeline && (kind !== null || problem.lastGoodAtMs !== null) && <LastGood atMs={problem.lastGoodAtMs} />}
      {problem.kind === 'history-paused' && holdsRole(state.account, 'admin') && (
        <PageLink path={historyPath} kind="btn btn-sm btn-outline-secondary">
          {t('attention.historyState')}
        </PageLink>
      )}
      <Actions problem={problem}>
        {executionId !== null && kind === 'failing' && pipelineId !== null && !isOver && (
          <RunAgain source={source} pipelineId={pipelineId} />
        )}
      </Actions>
      {!isOver && (
        <div class="attention-standing">
          <ProblemStanding problem={problem} />
        </div>
      )}
    </>
  );
}

function Line({ problem, kind, isOver }: ItemProps) {
  const { state, views } = useScene();
  const name = kind ? subjectOf(state.sources, problem) : problem.title;
  const isOfMonitor = problem.source === monitorSource;
  const detail = detailOf(problem, kind);
  return (
    <div class="attention-line">
      <Icon name={isOver ? 'check' : kind ? troubleIcons[kind] : 'warn'} />
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
        {isOver ? ` ${t('attention.over')}` : <Since problem={problem} kind={kind} />}
        {detail && <Foreign kind="attention-detail" text={detail} />}
      </p>
    </div>
  );
}

type SinceProps = Pick<ItemProps, 'problem' | 'kind'>;

const secondMs = 1000;

/** What is wrong, since when, and for how long. Keeps counting while the list around it is not drawn. */
function Since({ problem, kind }: SinceProps) {
  const scene = useLiveScene();
  const known = knownOf(scene, problem);
  const pipelines = scene.state.sources.get(problem.source)?.pipelines;
  const draw = () => <SinceText problem={problem} kind={kind} known={known} nowMs={scene.nowMs} state={scene.state} />;
  return (
    <Kept
      inputs={[
        problem,
        kind,
        Math.floor(known.untilMs / secondMs),
        quarterHourOf(scene.nowMs),
        known.isDim,
        pipelines,
        scene.preferences,
      ]}
      draw={draw}
    />
  );
}

interface SinceTextProps extends SinceProps {
  readonly known: Known;
  readonly nowMs: number;
  readonly state: MonitorState;
}

function SinceText({ problem, kind, known, nowMs, state }: SinceTextProps) {
  const { sinceMs, sinceAtLeast } = problem;
  return (
    <>
      {kind && (
        <>
          {' '}
          <span class="attention-what">{problemWords(state, problem, kind, known)}</span>
        </>
      )}
      <span class="quiet figures">
        {` ${t('attention.since')} `}
        <TimeText atMs={sinceMs} nowMs={nowMs} />
        {sinceAtLeast && ` ${t('common.orEarlier')}`}
        {` (${durationText(known.untilMs - sinceMs, known.isDim || sinceAtLeast)})`}
      </span>
    </>
  );
}

function detailOf({ detail, usualSeconds }: Problem, kind: Trouble | null): string | null {
  const isLate = kind === 'slow' || kind === 'stuck';
  return isLate && usualSeconds !== null ? t('attention.usual', { duration: formatDuration(usualSeconds * 1000) }) : detail;
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
  readonly problem: Problem;
  readonly children?: ComponentChildren;
}

/** What can be done about a problem and its run. A page on a wall leads nowhere. */
function Actions({ problem: { id, source, executionId, title }, children }: ActionsProps) {
  const { actions, route } = useScene();
  return (
    <div class="attention-actions">
      {executionId !== null && (
        <button
          type="button"
          class="btn btn-sm btn-outline-secondary"
          onClick={() => actions.navigate({ run: { source, id: executionId } })}
        >
          <Icon name="log" /> {t('attention.log')}
        </button>
      )}
      {children}
      {!route.kiosk && (
        <PageLink path={problemPath(id)} kind="btn btn-sm btn-link">
          {t('attention.problem')} <span class="visually-hidden">{isolated(title)}</span>
        </PageLink>
      )}
    </div>
  );
}
