import { useEffect, useRef, useState } from 'preact/hooks';
import { failureText } from '../app/failureText';
import { mayOperate, useScene } from '../app/scene';
import type { ExecutionData } from '../contract/messages';
import { Icon } from '../kit/Icon';
import { SteadyButton } from '../kit/SteadyButton';
import { useFocusHeir } from '../kit/useFocusHeir';
import { isOpen } from '../state/executions';
import { t } from '../text/text';

interface Props {
  readonly execution: ExecutionData;
  /** Whether nothing confirms that the daemon can be reached. */
  readonly isOff: boolean;
}

type Step = 'none' | 'confirming' | 'asking' | 'asked';

/** How long a run has to stop before it can be asked again. */
const patienceMs = 15_000;

/** Stops a run after asking once more; shown to operators. */
export function CancelRun({ execution, isOff }: Props) {
  const { state, actions } = useScene();
  const [step, setStep] = useState<Step>('none');
  const part = useRef<HTMLSpanElement>(null);
  const firstButton = () => part.current?.querySelector('button') ?? null;
  useFocusHeir(part, firstButton);
  const isConfirming = step === 'confirming';
  useEffect(() => {
    if (isConfirming) {
      firstButton()?.focus();
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
  const isUnderWay = step === 'asking' || step === 'asked';
  return (
    <span ref={part} class="cancel">
      {isConfirming ? (
        <fieldset class="cancel-question" onKeyDown={(event) => event.key === 'Escape' && keep(event, () => setStep('none'))}>
          <legend>{t('run.cancelSure')}</legend>
          <SteadyButton kind="btn-danger" isOff={isOff} onPress={() => void cancel()}>
            {t('run.cancelYes')}
          </SteadyButton>
          <button type="button" class="btn btn-sm btn-outline-secondary" onClick={() => setStep('none')}>
            {t('run.cancelNo')}
          </button>
        </fieldset>
      ) : (
        <SteadyButton kind="btn-outline-danger" isOff={isOff || isUnderWay} onPress={() => setStep('confirming')}>
          <Icon name="stop" /> {t(isUnderWay ? 'run.cancelling' : 'run.cancel')}
        </SteadyButton>
      )}
    </span>
  );
}

function keep(event: KeyboardEvent, then: () => void): void {
  // Escape cancels the question and must not close the whole drawer.
  event.preventDefault();
  event.stopPropagation();
  then();
}
