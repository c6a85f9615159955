import { useState } from 'preact/hooks';
import { hostFailureText } from '../../../app/hostFailureText';
import { mayOperate, useScene } from '../../../app/scene';
import { useDialog } from '../../../app/useDialog';
import { askHost } from '../../../connection/hostApi';
import type { Problem } from '../../../contract/messages';
import { Icon } from '../../../kit/Icon';
import { SteadyButton } from '../../../kit/SteadyButton';
import { monitorSource } from '../../../state/evaluator';
import { isolated } from '../../../text/isolated';
import { t } from '../../../text/text';
import { appliedText, parseApplied } from '../applied';
import { ofProblem } from '../match';
import { SilenceDialog } from '../silences/SilenceDialog';
import { at } from '../text';
import { AcknowledgeDialog } from './AcknowledgeDialog';
import { ExplainDialog } from './ExplainDialog';
import { acknowledgePath } from './paths';

interface Props {
  readonly problem: Problem;
  /** Called after a change that the host has taken. */
  onChanged?(): void;
}

const quiet = 'btn-outline-secondary';

/** What can be done about an open problem. What somebody may not do is not there. */
export function ProblemActions({ problem, onChanged = () => undefined }: Props) {
  const { state, actions } = useScene();
  const dialog = useDialog('acknowledge', 'silence', 'explain');
  const open = dialog.id === problem.id ? dialog.kind : null;
  const { close } = dialog;
  const mayChange = mayOperate(state, problem.source);
  const { source, executionId } = problem;
  const label = (what: string) => `${what}: ${isolated(problem.title)}`;
  return (
    <div class="alert-actions">
      {mayChange && (
        <>
          {problem.acknowledged ? (
            <TakeBack problem={problem} onChanged={onChanged} />
          ) : (
            <SteadyButton
              kind="btn-outline-primary"
              label={label(at('acknowledge.button'))}
              isOff={false}
              onPress={() => dialog.open('acknowledge', problem.id)}
            >
              <Icon name="check" /> {at('acknowledge.button')}
            </SteadyButton>
          )}
          <SteadyButton
            kind={quiet}
            label={label(at('silence.button'))}
            isOff={false}
            onPress={() => dialog.open('silence', problem.id)}
          >
            <Icon name="silenced" /> {at('silence.button')}
          </SteadyButton>
        </>
      )}
      {source !== monitorSource && (
        <SteadyButton
          kind={quiet}
          label={label(at('explain.button'))}
          isOff={false}
          onPress={() => dialog.open('explain', problem.id)}
        >
          <Icon name="unknown" /> {at('explain.button')}
        </SteadyButton>
      )}
      {executionId !== null && (
        <SteadyButton
          kind={quiet}
          label={label(t('attention.log'))}
          isOff={false}
          onPress={() => actions.navigate({ run: { source, id: executionId } })}
        >
          <Icon name="log" /> {t('attention.log')}
        </SteadyButton>
      )}
      {open === 'acknowledge' && mayChange && !problem.acknowledged && (
        <AcknowledgeDialog problem={problem} onDone={onChanged} onClose={close} />
      )}
      {open === 'silence' && mayChange && <SilenceDialog match={ofProblem(problem)} onDone={onChanged} onClose={close} />}
      {open === 'explain' && <ExplainDialog problem={problem} onClose={close} />}
    </div>
  );
}

function TakeBack({ problem, onChanged }: Required<Props>) {
  const { actions } = useScene();
  const [isBusy, setBusy] = useState(false);
  const takeBack = async () => {
    setBusy(true);
    const answer = await askHost(acknowledgePath(problem.id), parseApplied, { method: 'DELETE' });
    setBusy(false);
    if (answer.kind === 'done') {
      actions.say(appliedText(answer.value, at('acknowledge.takenBack')));
      onChanged();
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
  };
  return (
    <SteadyButton
      kind={quiet}
      label={`${at('acknowledge.takeBack')}: ${isolated(problem.title)}`}
      isOff={isBusy}
      onPress={() => void takeBack()}
    >
      <Icon name="close" /> {at('acknowledge.takeBack')}
    </SteadyButton>
  );
}
