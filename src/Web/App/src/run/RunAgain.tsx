import { useState } from 'preact/hooks';
import { failureText } from '../app/failureText';
import { mayOperate, useScene } from '../app/scene';
import { isUnconfirmed } from '../app/trust';
import { Icon } from '../kit/Icon';
import { SteadyButton } from '../kit/SteadyButton';
import { isOpen } from '../state/executions';
import { pipelines } from '../state/runs';
import { t } from '../text/text';

interface Props {
  readonly source: string;
  readonly pipelineId: string;
}

/** Starts a pipeline again; shown to operators. Off while it runs, and while nothing confirms that the daemon can be reached. */
export function RunAgain({ source, pipelineId }: Props) {
  const scene = useScene();
  const [isAsking, setAsking] = useState(false);
  // A page on a wall has no controls.
  if (!mayOperate(scene.state, source) || scene.route.kiosk) {
    return null;
  }
  const view = scene.state.sources.get(source);
  const isRunning = view ? pipelines(view).some(({ id, runs }) => id === pipelineId && runs.some(isOpen)) : false;
  const isOff = !view || isUnconfirmed(scene, view) || isAsking || isRunning;
  const run = async () => {
    const link = scene.actions.link();
    if (!link) {
      scene.actions.say(t('failure.notConnected'), 'failed');
      return;
    }
    setAsking(true);
    try {
      const started = await link.runPipeline(source, pipelineId, false);
      scene.actions.say(t('run.started', { name: started.pipelineName }));
      scene.actions.navigate({ run: { source, id: started.id } });
    } catch (error) {
      scene.actions.say(failureText(error, 'failure.noAnswer'), 'failed');
    } finally {
      setAsking(false);
    }
  };
  return (
    <SteadyButton
      kind="btn-outline-primary"
      isOff={isOff}
      why={isRunning ? t('run.runsAlready') : undefined}
      onPress={() => void run()}
    >
      <Icon name="run" /> {t('run.again')}
    </SteadyButton>
  );
}
