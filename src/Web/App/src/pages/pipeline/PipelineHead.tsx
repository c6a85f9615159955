import { useScene } from '../../app/scene';
import type { PipelineStatus } from '../../contract/messages';
import { Foreign } from '../../kit/Foreign';
import { areRunsConfirmed } from '../../run/confirmed';
import { RunAgain } from '../../run/RunAgain';
import { StatusMark } from '../../run/StatusMark';
import { t } from '../../text/text';

interface Props {
  readonly source: string;
  readonly id: string;
  readonly name: string;
  readonly status: PipelineStatus | null;
}

export function PipelineHead({ source, id, name, status }: Props) {
  const scene = useScene();
  const view = scene.state.sources.get(source);
  const isConfirmed = view !== undefined && areRunsConfirmed(scene, view);
  return (
    <header class="pipeline-head">
      <div>
        <h2>
          <Foreign text={name} />
        </h2>
        <p class="quiet">
          {t('pipeline.of', { source })}
          {name !== id && (
            <>
              {' · '}
              <Foreign text={id} />
            </>
          )}
        </p>
      </div>
      {status?.lastStatus && (
        <span class={isConfirmed ? '' : 'is-dim'} aria-live="polite">
          <StatusMark status={status.lastStatus} />
        </span>
      )}
      {!isConfirmed && <span class="quiet">{t('pipeline.unconfirmed')}</span>}
      <RunAgain source={source} pipelineId={id} />
    </header>
  );
}
