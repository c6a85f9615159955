import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Scene, useScene } from '../../app/scene';
import { isUnconfirmed } from '../../app/trust';
import { Icon, type IconName } from '../../kit/Icon';
import { usePrinting } from '../../kit/printing';
import { TimeText } from '../../kit/TimeText';
import { type Problem, problemKey } from '../../state/attention';
import { firstLine } from '../../text/firstLine';
import { formatDuration } from '../../text/format';
import { t } from '../../text/text';
import { areRunsConfirmed, runsKnownUntilMs } from './executions/confirmed';
import { RunAgain } from './RunAgain';

const shownAtFirst = 5;

/** The problems, the most pressing first. */
export function Attention({ problems }: { readonly problems: readonly Problem[] }) {
  const scene = useScene();
  const [isOpened, setWhole] = useState(false);
  const isWhole = usePrinting() || isOpened;
  // The banner already shows a daemon that cannot be reached.
  const listed = problems.filter((problem) => problem.kind !== 'source' || problem.freshness === 'degraded');
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
          return (
            <li key={problemKey(problem)} class={`attention-item attention-${problem.kind} ${known.isDim ? 'is-dim' : ''}`}>
              <Item problem={problem} known={known} />
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

/** Until when a problem is known to exist. */
interface Known {
  /** Now, or when it was last confirmed. */
  readonly untilMs: number;
  /** Whether nothing confirms it now. */
  readonly isDim: boolean;
}

function knownOf(scene: Scene, problem: Problem): Known {
  const view = scene.state.sources.get(problem.source);
  if (!view) {
    return { untilMs: scene.nowMs, isDim: true };
  }
  if (problem.kind === 'failing' || problem.kind === 'late') {
    return { untilMs: runsKnownUntilMs(scene, view), isDim: !areRunsConfirmed(scene, view) };
  }
  const isDim = isUnconfirmed(scene, view);
  return { untilMs: isDim ? (view.observedAtMs ?? scene.nowMs) : scene.nowMs, isDim };
}

function durationText(durationMs: number, isAtLeast: boolean): string {
  const duration = formatDuration(durationMs);
  return isAtLeast ? t('common.atLeast', { duration }) : duration;
}

interface ItemProps<Kind extends Problem['kind'] = Problem['kind']> {
  readonly problem: Extract<Problem, { kind: Kind }>;
  readonly known: Known;
}

function Item({ problem, known }: ItemProps) {
  const shared = { problem, known };
  switch (problem.kind) {
    case 'source':
      return <Line {...shared} icon="warn" name={problem.source} what={t('attention.degraded')} detail={problem.error} />;
    case 'component':
      return <Line {...shared} icon="down" name={problem.name} what={t('attention.unhealthy')} detail={problem.message} />;
    case 'failing':
      return <Failing problem={problem} known={known} />;
    case 'late':
      return <Late problem={problem} known={known} />;
  }
}

function Failing({ problem, known }: ItemProps<'failing'>) {
  const count = `${problem.mayBeMore ? '≥ ' : ''}${problem.inARow}`;
  return (
    <>
      <Line
        problem={problem}
        known={known}
        icon="down"
        name={problem.pipeline.name}
        what={problem.inARow > 1 ? t('attention.inARow', { count }) : t('attention.failed')}
        detail={firstLine(problem.execution.errorMessage)}
      />
      <LastGood atMs={problem.lastGoodMs} />
      <Actions source={problem.source} id={problem.execution.id}>
        <RunAgain source={problem.source} pipelineId={problem.pipeline.id} />
      </Actions>
    </>
  );
}

function Late({ problem, known }: ItemProps<'late'>) {
  const { late } = problem;
  const usual = late.usualMs === null ? null : t('attention.usual', { duration: formatDuration(late.usualMs) });
  return (
    <>
      <Line
        problem={problem}
        known={known}
        icon={late.kind === 'stuck' ? 'pause' : 'slow'}
        name={problem.pipeline.name}
        what={t(`attention.${late.kind}`, { duration: durationText(known.untilMs - late.sinceMs, known.isDim) })}
        detail={usual}
      />
      <LastGood atMs={problem.lastGoodMs} />
      <Actions source={problem.source} id={late.execution.id} />
    </>
  );
}

interface LineProps extends ItemProps {
  readonly icon: IconName;
  readonly name: string;
  readonly what: string;
  readonly detail: string | null;
}

function Line({ problem, known, icon, name, what, detail }: LineProps) {
  const { views, nowMs } = useScene();
  const { source, sinceMs } = problem;
  const isOpenEnded = 'isOpenEnded' in problem && problem.isOpenEnded;
  return (
    <div class="attention-line">
      <Icon name={icon} />
      <p>
        {views.length > 1 && source !== name && <span class="quiet">{source} / </span>}
        <strong>{name}</strong> <span class="attention-what">{what}</span>
        {sinceMs !== null && (
          <span class="quiet figures">
            {` ${t('attention.since')} `}
            <TimeText atMs={sinceMs} nowMs={nowMs} />
            {isOpenEnded && ` ${t('common.orEarlier')}`}
            {` (${durationText(known.untilMs - sinceMs, known.isDim || isOpenEnded)})`}
          </span>
        )}
        {detail && <span class="attention-detail">{detail}</span>}
      </p>
    </div>
  );
}

function LastGood({ atMs }: { readonly atMs: number | null }) {
  const { nowMs } = useScene();
  return (
    <p class="attention-good quiet figures">
      {t('attention.lastGood')} {atMs === null ? t('attention.noneInView') : <TimeText atMs={atMs} nowMs={nowMs} />}
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
