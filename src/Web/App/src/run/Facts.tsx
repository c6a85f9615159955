import type { ComponentChildren } from 'preact';
import { CopyButton } from '../app/CopyButton';
import { useScene } from '../app/scene';
import type { ExecutionData, Problem } from '../contract/messages';
import { Foreign } from '../kit/Foreign';
import { TimeText } from '../kit/TimeText';
import { endedAtMs, isOpen } from '../state/executions';
import { paceOf } from '../state/pace';
import { formatCount } from '../text/format';
import { isolated } from '../text/isolated';
import { t } from '../text/text';
import { PaceText } from './PaceText';
import { triggerText } from './triggerText';

interface Props {
  readonly execution: ExecutionData;
  readonly usualMs: number | null;
  /** The run's open problem of kind `slow` or `stuck`, or null. */
  readonly late: Problem | null;
  readonly confirmedAtMs: number | null;
}

/** Everything that the daemon reports of a run except its error. */
export function Facts({ execution, usualMs, late, confirmedAtMs }: Props) {
  const { nowMs } = useScene();
  return (
    <dl class="facts">
      <Fact name={t('run.duration')} isWide>
        <PaceText pace={paceOf(execution, usualMs, nowMs, confirmedAtMs)} late={late} />
      </Fact>
      <Fact name={t('run.start')}>
        <Moment atMs={execution.startedAtMs} />
      </Fact>
      <Fact name={t('run.end')}>{isOpen(execution) ? '–' : <Moment atMs={endedAtMs(execution)} />}</Fact>
      <Fact name={t('run.rows')}>
        <span class="figures">{formatCount(execution.recordsProcessed)}</span>
      </Fact>
      <Fact name={t('run.trigger')}>
        <Foreign text={triggerText(execution)} />
      </Fact>
      <Fact name={t('run.daemon')}>
        <Foreign text={execution.source} />
      </Fact>
      <Fact name={t('run.id')} isWide>
        <Id value={execution.id} label={t('run.copyId')} />
      </Fact>
      <Fact name={t('run.pipelineId')} isWide>
        <Id value={execution.pipelineId} label={t('run.copyPipelineId')} />
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly isWide?: boolean;
  readonly children: ComponentChildren;
}

const Fact = ({ name, isWide, children }: FactProps) => (
  <div class={isWide ? 'is-wide' : undefined}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function Moment({ atMs }: { readonly atMs: number | null }) {
  const { nowMs } = useScene();
  if (atMs === null) {
    return <>{t('common.notAvailable')}</>;
  }
  return (
    <span class="figures">
      <TimeText atMs={atMs} nowMs={nowMs} />
    </span>
  );
}

const Id = ({ value, label }: { readonly value: string; readonly label: string }) => (
  <span class="fact-id">
    <code title={isolated(value)}>
      <Foreign text={value} />
    </code>
    <CopyButton label={label} text={() => value} />
  </span>
);
