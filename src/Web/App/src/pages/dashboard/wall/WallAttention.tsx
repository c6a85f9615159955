import { useRef } from 'preact/hooks';
import { useScene } from '../../../app/scene';
import { troubleIcons } from '../../../app/troubleIcons';
import type { Problem } from '../../../contract/messages';
import { Foreign } from '../../../kit/Foreign';
import { Icon } from '../../../kit/Icon';
import { MiddleCut } from '../../../kit/MiddleCut';
import { durationText, problemWords } from '../../../panels/problemWords';
import { Origin } from '../../../run/Origin';
import { knownOf } from '../../../run/problemKnown';
import { monitorSource } from '../../../state/evaluator';
import { keyOf } from '../../../state/heldProblems';
import { subjectOf } from '../../../state/problems';
import { toneOf, troubleOf } from '../../../state/trouble';
import { fitting } from '../../../state/wallPlan';
import { t } from '../../../text/text';
import { useWallRoom } from './useWallRoom';

/** In rem, as the style sheet has them. */
const itemHeight = 3.25;
const moreHeight = 1.75;
const usualRoom = { width: 30, height: 40 };

/** As many problems as have room, the gravest first, and how many more there are. */
export function WallAttention({ problems }: { readonly problems: readonly Problem[] }) {
  const box = useRef<HTMLDivElement>(null);
  const { height } = useWallRoom(box, usualRoom);
  const count = fitting(height, itemHeight, moreHeight, problems.length);
  return (
    <section class="card wall-attention" aria-labelledby="attention-title">
      <h2 id="attention-title" class="card-title">
        {t('attention.title')}
      </h2>
      <div ref={box} class="wall-fit">
        <ul class="wall-problems">
          {problems.slice(0, count).map((problem) => (
            <Item key={keyOf(problem)} problem={problem} />
          ))}
        </ul>
        {count < problems.length && <p class="wall-more figures">{t('wall.more', { count: problems.length - count })}</p>}
      </div>
    </section>
  );
}

function Item({ problem }: { readonly problem: Problem }) {
  const scene = useScene();
  const known = knownOf(scene, problem);
  const trouble = troubleOf(problem);
  const name = trouble ? subjectOf(scene.state.sources, problem) : problem.title;
  const hasOrigin = scene.views.length > 1 && problem.source !== monitorSource && problem.source !== name;
  return (
    <li class={`attention-item tone-${toneOf(problem)} ${known.isDim ? 'is-dim' : ''}`}>
      <Icon name={trouble ? troubleIcons[trouble] : 'warn'} />
      <p class="wall-problem">
        {hasOrigin && <Origin name={problem.source} />}
        <strong>
          <MiddleCut text={name} />
        </strong>
      </p>
      <p class="wall-what quiet figures">
        {trouble && `${problemWords(scene.state, problem, trouble, known)} · `}
        {durationText(known.untilMs - problem.sinceMs, known.isDim || problem.sinceAtLeast)}
        {problem.detail !== null && (
          <>
            {' · '}
            <Foreign text={problem.detail} />
          </>
        )}
      </p>
    </li>
  );
}
