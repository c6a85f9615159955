import { useState } from 'preact/hooks';
import { PageLink } from '../../../app/PageLink';
import { problemPath } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { Foreign } from '../../../kit/Foreign';
import { Icon } from '../../../kit/Icon';
import { TimeText } from '../../../kit/TimeText';
import { useElementId } from '../../../kit/useElementId';
import type { StoredProblem } from '../../../panels/problems/life';
import { Origin } from '../../../run/Origin';
import { monitorSource } from '../../../state/evaluator';
import { formatDuration } from '../../../text/format';
import { isolated } from '../../../text/isolated';
import { iconOf, wordsOf } from '../kinds';
import { at } from '../text';
import { PastLife } from './PastLife';

/** A problem in the list of past ones. Its life is fetched when it is opened. */
export function PastItem({ problem }: { readonly problem: StoredProblem }) {
  const { state, nowMs } = useScene();
  const id = useElementId();
  const [isOpen, setOpen] = useState(false);
  const { subject, what } = wordsOf(state.sources, problem);
  const { source, severity, sinceMs, resolvedAtMs, detail } = problem;
  return (
    <li class={`alert-item is-${severity} ${resolvedAtMs === null ? '' : 'is-over'}`}>
      <Icon name={iconOf(problem.kind)} label={at(`severity.${severity}`)} />
      <div class="alert-body">
        <p>
          {state.sources.size > 1 && source !== subject && source !== monitorSource && <Origin name={source} />}
          <PageLink path={problemPath(problem.id)} kind="alert-link">
            <strong>
              <Foreign text={subject} />
            </strong>
            {what && ` ${what}`}
          </PageLink>
        </p>
        <p class="quiet figures alert-facts">
          <TimeText atMs={sinceMs} nowMs={nowMs} />
          {' – '}
          {resolvedAtMs === null ? at('past.stillOpen') : <TimeText atMs={resolvedAtMs} nowMs={nowMs} />}
          {` (${formatDuration((resolvedAtMs ?? nowMs) - sinceMs)})`}
        </p>
        {detail && <Foreign kind="alert-detail" text={detail} />}
      </div>
      <div class="alert-actions">
        <button
          type="button"
          class="btn btn-sm btn-outline-secondary"
          aria-expanded={isOpen}
          aria-controls={id}
          aria-label={`${at('past.life')}: ${isolated(problem.title)}`}
          onClick={() => setOpen(!isOpen)}
        >
          {at('past.life')} <Icon name="down1" />
        </button>
      </div>
      <div id={id} class="alert-more">
        {isOpen && <PastLife id={problem.id} />}
      </div>
    </li>
  );
}
