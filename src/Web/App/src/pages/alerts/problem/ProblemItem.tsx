import { PageLink } from '../../../app/PageLink';
import { problemPath } from '../../../app/page';
import { useScene } from '../../../app/scene';
import type { Problem } from '../../../contract/messages';
import { Foreign } from '../../../kit/Foreign';
import { Icon } from '../../../kit/Icon';
import { TimeText } from '../../../kit/TimeText';
import { Origin } from '../../../run/Origin';
import { ProblemStanding } from '../../../run/ProblemStanding';
import { knownOf } from '../../../run/problemKnown';
import { monitorSource } from '../../../state/evaluator';
import { formatDuration } from '../../../text/format';
import { t } from '../../../text/text';
import { iconOf, wordsOf } from '../kinds';
import { findProblem } from '../open/openProblems';
import { at } from '../text';
import { ProblemActions } from './ProblemActions';

/** An open problem in a list: what is wrong, since when, how it stands, and what can be done about it. */
export function ProblemItem({ problem }: { readonly problem: Problem }) {
  const scene = useScene();
  const known = knownOf(scene, problem);
  const { subject, what } = wordsOf(scene.state.sources, problem);
  const { source, severity, sinceMs, sinceAtLeast, detail } = problem;
  const duration = formatDuration(known.untilMs - sinceMs);
  return (
    <li class={`alert-item is-${severity} ${known.isDim ? 'is-dim' : ''}`}>
      <Icon name={iconOf(problem.kind)} label={at(`severity.${severity}`)} />
      <div class="alert-body">
        <p>
          {scene.state.sources.size > 1 && source !== subject && source !== monitorSource && <Origin name={source} />}
          <PageLink path={problemPath(problem.id)} kind="alert-link">
            <strong>
              <Foreign text={subject} />
            </strong>
            {what && ` ${what}`}
          </PageLink>
        </p>
        <p class="quiet figures alert-facts">
          {t('attention.since')} <TimeText atMs={sinceMs} nowMs={scene.nowMs} />
          {sinceAtLeast && ` ${t('common.orEarlier')}`}
          {` (${known.isDim || sinceAtLeast ? t('common.atLeast', { duration }) : duration})`}
          {problem.state === 'recovering' && ` · ${at('problem.recovering')}`}
          {problem.lastGoodAtMs !== null && (
            <>
              {` · ${t('attention.lastGood')} `}
              <TimeText atMs={problem.lastGoodAtMs} nowMs={scene.nowMs} />
            </>
          )}
        </p>
        {detail && <Foreign kind="alert-detail" text={detail} />}
        {problem.unseenSinceMs !== null && (
          <p class="quiet figures alert-facts">
            {at('problem.unseenSince')} <TimeText atMs={problem.unseenSinceMs} nowMs={scene.nowMs} />
          </p>
        )}
        <PartOf id={problem.partOf} />
        <ProblemStanding problem={problem} />
      </div>
      <ProblemActions problem={problem} />
    </li>
  );
}

/** The problem that explains another one, if that is still open. */
export function PartOf({ id }: { readonly id: string | null }) {
  const scene = useScene();
  const whole = id === null ? undefined : findProblem(scene, id);
  return (
    whole && (
      <p class="quiet alert-facts">
        {at('problem.partOf')}{' '}
        <PageLink path={problemPath(whole.id)} kind="">
          <Foreign text={whole.title} />
        </PageLink>
      </p>
    )
  );
}
