import { HostFailureNote } from '../../../app/HostFailureNote';
import { useScene } from '../../../app/scene';
import { useHostData } from '../../../app/useHostData';
import { Foreign } from '../../../kit/Foreign';
import { Icon } from '../../../kit/Icon';
import { isEvaluatorSilent } from '../../../state/monitor';
import { at } from '../text';
import { explainPath, parseExplanation, reasonText } from './explanation';

const everyMs = 5000;

interface Props {
  readonly rule: string;
  readonly source: string;
  /** Null: the daemon itself. */
  readonly pipeline: string | null;
}

/** Why a rule does or does not fire now, with the numbers that are compared. */
export function ExplanationText(props: Props) {
  const { state, nowMs } = useScene();
  // Nobody would answer.
  return isEvaluatorSilent(state, nowMs) ? (
    <p class="banner banner-warn explanation">
      <Icon name="warn" /> {at('explain.notEvaluated')}
    </p>
  ) : (
    <Asked {...props} />
  );
}

const words = { true: 'explain.fires', false: 'explain.doesNotFire', null: 'explain.notKnown' } as const;
const pills = { true: 'pill-failed', false: 'pill-live', null: 'pill-stale' } as const;
const icons = { true: 'warn', false: 'check', null: 'unknown' } as const;

function Asked({ rule, source, pipeline }: Props) {
  const { nowMs } = useScene();
  const { value, failure } = useHostData(explainPath(rule, source, pipeline), parseExplanation, everyMs);
  const answer = `${value?.fires ?? null}` as keyof typeof words;
  return (
    <div class="explanation" aria-live="polite" aria-busy={value === null && failure === null}>
      <HostFailureNote failure={failure} isOfShown={value !== null} />
      {value === null && failure === null && <p class="quiet">{at('explain.asking')}</p>}
      {value && (
        <>
          <p>
            <span class={`pill ${pills[answer]}`}>
              <Icon name={icons[answer]} /> {at(words[answer])}
            </span>
          </p>
          <ul>
            {value.reasons.map((reason) => (
              <li key={reason.text}>
                <Foreign text={reasonText(reason, nowMs)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
