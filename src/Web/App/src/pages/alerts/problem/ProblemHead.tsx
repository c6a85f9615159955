import { useScene } from '../../../app/scene';
import { Foreign } from '../../../kit/Foreign';
import { Icon } from '../../../kit/Icon';
import type { Life } from '../../../panels/problems/life';
import { ProblemStanding } from '../../../run/ProblemStanding';
import { iconOf, wordsOf } from '../kinds';
import { at } from '../text';
import { ProblemActions } from './ProblemActions';
import { PartOf } from './ProblemItem';

const pills = { critical: 'pill-failed', warning: 'pill-stale', info: 'pill-running' } as const;

/** What is or was wrong, how it stands, and what can be done about it while it is open. */
export function ProblemHead({ problem, onChanged }: { readonly problem: Life; onChanged(): void }) {
  const { state } = useScene();
  const { severity, resolvedAtMs, detail, title } = problem;
  const { subject, what } = wordsOf(state.sources, problem);
  const isOpen = resolvedAtMs === null;
  return (
    <section class={`card problem-head is-${severity}`}>
      <div class="alert-body">
        <p class="problem-pills">
          <span class={`pill ${pills[severity]}`}>
            <Icon name={iconOf(problem.kind)} /> {at(`severity.${severity}`)}
          </span>
          <span class={`pill ${isOpen ? 'pill-failed' : 'pill-live'}`} aria-live="polite">
            <Icon name={isOpen ? 'live' : 'check'} /> {at(isOpen ? `state.${problem.state}` : 'state.resolved')}
          </span>
        </p>
        <h2>
          <Foreign text={subject} />
          {what && ` ${what}`}
        </h2>
        {what !== null && title !== `${subject} ${what}` && (
          <p class="quiet">
            <Foreign text={title} />
          </p>
        )}
        {detail && <Foreign kind="alert-detail" text={detail} />}
        <PartOf id={problem.partOf} />
        {isOpen && <ProblemStanding problem={problem} />}
      </div>
      {isOpen && <ProblemActions problem={problem} onChanged={onChanged} />}
    </section>
  );
}
