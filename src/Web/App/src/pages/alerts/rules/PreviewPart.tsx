import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { useScene } from '../../../app/scene';
import { useHostAction } from '../../../app/useHostAction';
import { askHost, type HostFailure } from '../../../connection/hostApi';
import { Foreign } from '../../../kit/Foreign';
import { SteadyButton } from '../../../kit/SteadyButton';
import { TimeText } from '../../../kit/TimeText';
import { formatDuration } from '../../../text/format';
import { isolated } from '../../../text/isolated';
import { wordsOfKind } from '../kinds';
import { at } from '../text';
import { type Opening, type Preview, parsePreview } from './preview';
import { rulesPath } from './rule';

interface Props {
  /** The rule as it is now in the form. */
  readonly body: object;
  readonly kind: string;
  /** Called with what the host finds wrong with the rule. */
  onInvalid(failure: HostFailure): void;
}

const limitMs = 60_000;

interface Answered {
  /** Of which rule, as JSON. */
  readonly of: string;
  readonly preview: Preview;
}

/** What the rule would have done in the last 30 days, asked before it is saved. */
export function PreviewPart({ body, kind, onInvalid }: Props) {
  const [answered, setAnswered] = useState<Answered | null>(null);
  const { isBusy, failure, run } = useHostAction();
  const of = JSON.stringify(body);
  const ask = () =>
    run(
      async () => {
        const answer = await askHost(`${rulesPath}/preview`, parsePreview, { method: 'POST', body, isQuestion: true, limitMs });
        if (answer.kind === 'invalid') {
          onInvalid(answer);
        }
        return answer;
      },
      (preview) => setAnswered({ of, preview }),
    );
  const why = failure ? whyNot(failure) : null;
  return (
    <section class="preview" aria-label={at('preview.title')}>
      <SteadyButton kind="btn-outline-secondary" isOff={isBusy} onPress={ask}>
        {at(isBusy ? 'preview.asking' : 'preview.ask')}
      </SteadyButton>
      {why !== null ? (
        <p class="field-hint" role="status">
          <Foreign text={why} />
        </p>
      ) : (
        <HostFailureNote failure={failure?.kind === 'invalid' ? null : failure} />
      )}
      {answered && !failure && <Openings preview={answered.preview} kind={kind} isOld={answered.of !== of} />}
    </section>
  );
}

/** What a rule would have opened. A component is named by the hub's sentence alone. */
function openingText({ source, pipelineName, title }: Opening, kind: string): string {
  const words = kind === 'component' ? null : wordsOfKind(kind);
  return words === null ? title : `${isolated(pipelineName ?? source)}: ${words}`;
}

/** What the host says where nothing evaluates. */
const notHere = 'This process does not evaluate rules.';

/** Why there is no preview, where that is nothing gone wrong with the question; null if it is. */
function whyNot(failure: HostFailure): string | null {
  if (failure.kind !== 'failed') {
    return null;
  }
  const { status, detail } = failure.refusal;
  switch (status) {
    case 409:
      return at('preview.notOfKind');
    case 503:
      return detail === null || detail === notHere ? at('preview.notPossible') : detail;
    default:
      return null;
  }
}

function Openings({ preview, kind, isOld }: { readonly preview: Preview; readonly kind: string; readonly isOld: boolean }) {
  const { nowMs } = useScene();
  const count = preview.openings.length + preview.more;
  return (
    <div class={isOld ? 'is-dim' : ''} role="status">
      <p class="form-label">
        {count === 0 ? at('preview.none') : at('preview.count', { count })}
        {preview.seenPercent !== null && preview.seenPercent < 100 && (
          <span class="quiet"> {at('preview.seen', { percent: preview.seenPercent })}</span>
        )}
      </p>
      {isOld && <p class="field-hint">{at('preview.old')}</p>}
      <ul class="preview-list">
        {preview.openings.map((opening, place) => (
          // Two may have begun in one moment.
          <li key={place}>
            <Foreign text={openingText(opening, kind)} />
            <span class="quiet figures">
              {' · '}
              <TimeText atMs={opening.sinceMs} nowMs={nowMs} />
              {' · '}
              {opening.untilMs === null ? at('past.stillOpen') : formatDuration(opening.untilMs - opening.sinceMs)}
            </span>
          </li>
        ))}
        {preview.more > 0 && <li class="quiet">{at('silence.more', { count: preview.more })}</li>}
      </ul>
    </div>
  );
}
