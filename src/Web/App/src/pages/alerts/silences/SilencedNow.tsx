import { useScene } from '../../../app/scene';
import { Foreign } from '../../../kit/Foreign';
import { concerns, type Match } from '../match';
import { allProblems } from '../open/openProblems';
import { at } from '../text';

const mostNamed = 5;

/** The open problems that a silence would concern, so that nobody hides more than they mean to. */
export function SilencedNow({ match }: { readonly match: Match }) {
  const scene = useScene();
  const found = allProblems(scene).filter((problem) => concerns(match, problem));
  return (
    <section class="silenced-now" aria-live="polite">
      <p class="form-label">{at('silence.concerns', { count: found.length })}</p>
      {found.length > 0 && (
        <ul>
          {found.slice(0, mostNamed).map(({ id, title }) => (
            <li key={id}>
              <Foreign text={title} />
            </li>
          ))}
          {found.length > mostNamed && <li class="quiet">{at('silence.more', { count: found.length - mostNamed })}</li>}
        </ul>
      )}
    </section>
  );
}
