import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExecutionData } from '../../contract/messages';
import { isOpen } from '../../state/executions';
import { t } from '../../text/text';
import { failureText } from '../failureText';
import { Icon } from '../Icon';
import { SteadyButton } from '../SteadyButton';
import { mayOperate, useScene } from '../scene';

interface Props {
  readonly execution: ExecutionData;
  /** Whether nobody can say whether it would be carried out. */
  readonly isOff: boolean;
}

type Step = 'none' | 'confirming' | 'asking' | 'asked';

/** How long a run that was asked to stop has for it, before it can be asked again. */
const patienceMs = 15_000;

/** Stops a run, for who may, after asking once more in place. */
export function CancelRun({ execution, isOff }: Props) {
  const { state, actions } = useScene();
  const [step, setStep] = useState<Step>('none');
  const yes = useRef<HTMLButtonElement>(null);
  const isConfirming = step === 'confirming';
  useEffect(() => {
    if (isConfirming) {
      yes.current?.focus();
    }
  }, [isConfirming]);
  useEffect(() => {
    const timer = step === 'asked' ? setTimeout(() => setStep('none'), patienceMs) : undefined;
    return () => clearTimeout(timer);
  }, [step]);
  if (!mayOperate(state) || !isOpen(execution)) {
    return null;
  }
  const cancel = async () => {
    const link = actions.link();
    if (!link) {
      actions.say(t('failure.notConnected'), 'failed');
      return;
    }
    setStep('asking');
    try {
      await link.cancelExecution(execution.source, execution.id);
      actions.say(t('run.cancelAsked'));
      setStep('asked');
    } catch (error) {
      actions.say(failureText(error, 'failure.noAnswer'), 'failed');
      setStep('none');
    }
  };
  if (step === 'none' || step === 'confirming') {
    return (
      <span class="cancel">
        {isConfirming ? (
          <fieldset class="cancel-question" onKeyDown={(event) => event.key === 'Escape' && keep(event, () => setStep('none'))}>
            <legend>{t('run.cancelSure')}</legend>
            <button ref={yes} type="button" class="btn btn-sm btn-danger" disabled={isOff} onClick={() => void cancel()}>
              {t('run.cancelYes')}
            </button>
            <button type="button" class="btn btn-sm btn-outline-secondary" onClick={() => setStep('none')}>
              {t('run.cancelNo')}
            </button>
          </fieldset>
        ) : (
          <SteadyButton kind="btn-outline-danger" isOff={isOff} onPress={() => setStep('confirming')}>
            <Icon name="stop" /> {t('run.cancel')}
          </SteadyButton>
        )}
      </span>
    );
  }
  return (
    <SteadyButton kind="btn-outline-danger" isOff onPress={() => undefined}>
      <Icon name="stop" /> {t('run.cancelling')}
    </SteadyButton>
  );
}

function keep(event: KeyboardEvent, then: () => void): void {
  // Escape takes the question back, and not the whole drawer.
  event.preventDefault();
  event.stopPropagation();
  then();
}
