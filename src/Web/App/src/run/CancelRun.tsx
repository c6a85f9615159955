import { useEffect, useState } from 'preact/hooks';
import { failureText } from '../app/failureText';
import { mayOperate, useScene } from '../app/scene';
import type { ExecutionData } from '../contract/messages';
import { AskFirst } from '../kit/AskFirst';
import { Icon } from '../kit/Icon';
import { isOpen } from '../state/executions';
import { t } from '../text/text';

interface Props {
  readonly execution: ExecutionData;
  /** Whether nothing confirms that the daemon can be reached. */
  readonly isOff: boolean;
}

type Step = 'none' | 'asking' | 'asked';

/** How long a run has to stop before it can be asked again. */
const patienceMs = 15_000;

/** Stops a run after asking once more; shown to operators. */
export function CancelRun({ execution, isOff }: Props) {
  const { state, actions } = useScene();
  const [step, setStep] = useState<Step>('none');
  useEffect(() => {
    const timer = step === 'asked' ? setTimeout(() => setStep('none'), patienceMs) : undefined;
    return () => clearTimeout(timer);
  }, [step]);
  if (!mayOperate(state, execution.source) || !isOpen(execution)) {
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
  const isUnderWay = step !== 'none';
  return (
    <AskFirst
      kind="btn-outline-danger"
      question={t('run.cancelSure')}
      yes={t('run.cancelYes')}
      isOff={isOff || isUnderWay}
      onYes={() => void cancel()}
    >
      <Icon name="stop" /> {t(isUnderWay ? 'run.cancelling' : 'run.cancel')}
    </AskFirst>
  );
}
