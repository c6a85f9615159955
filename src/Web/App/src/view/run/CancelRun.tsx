import { useEffect, useRef, useState } from 'preact/hooks';
import { reasonOf } from '../../connection/hubLink';
import type { ExecutionData } from '../../contract/messages';
import { t } from '../../text/text';
import { Icon } from '../Icon';
import { mayOperate, useScene } from '../scene';

interface Props {
  readonly execution: ExecutionData;
  /** Whether nobody can say whether it would be carried out. */
  readonly isOff: boolean;
}

type Step = 'none' | 'confirming' | 'asking' | 'asked';

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
  if (!mayOperate(state) || (execution.status !== 'running' && execution.status !== 'pending')) {
    return null;
  }
  const cancel = async () => {
    const link = actions.link();
    if (!link) {
      return;
    }
    setStep('asking');
    try {
      await link.cancelExecution(execution.source, execution.id);
      actions.say(t('run.cancelAsked'));
      setStep('asked');
    } catch (error) {
      actions.say(reasonOf(error), 'failed');
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
          <button type="button" class="btn btn-sm btn-outline-danger" disabled={isOff} onClick={() => setStep('confirming')}>
            <Icon name="stop" /> {t('run.cancel')}
          </button>
        )}
      </span>
    );
  }
  return (
    <button type="button" class="btn btn-sm btn-outline-danger" disabled>
      <Icon name="stop" /> {t('run.cancelling')}
    </button>
  );
}

function keep(event: KeyboardEvent, then: () => void): void {
  // Escape takes the question back, and not the whole drawer.
  event.preventDefault();
  event.stopPropagation();
  then();
}
