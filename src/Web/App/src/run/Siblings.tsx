import { useScene } from '../app/scene';
import { statusIcons } from '../app/statusIcons';
import type { ExecutionData } from '../contract/messages';
import { Icon } from '../kit/Icon';
import { SteadyIcon } from '../kit/SteadyIcon';
import { formatMoment } from '../text/format';
import { t } from '../text/text';

interface Props {
  /** Runs of one pipeline, newest first. */
  readonly runs: readonly ExecutionData[];
  readonly id: string;
}

/** The most that stand in a row. */
const mostShown = 15;

/** The runs before and after this one of the same pipeline, oldest first. */
export function Siblings({ runs, id }: Props) {
  const { nowMs, actions } = useScene();
  const at = runs.findIndex((run) => run.id === id);
  if (at < 0 || runs.length < 2) {
    return null;
  }
  const first = Math.max(0, Math.min(at - Math.floor(mostShown / 2), runs.length - mostShown));
  const shown = runs.slice(first, first + mostShown).reverse();
  const go = (run: ExecutionData | undefined) => run && actions.navigate({ run: { source: run.source, id: run.id } });
  return (
    <nav class="siblings" aria-label={t('run.siblings')}>
      <Step label={t('run.older')} isOff={at + 1 >= runs.length} onStep={() => go(runs[at + 1])} />
      <ol>
        {shown.map((run) => (
          <li key={run.id}>
            <button
              type="button"
              class={`dot dot-${run.status}`}
              aria-current={run.id === id ? 'true' : undefined}
              title={nameOf(run, nowMs)}
              onClick={() => go(run)}
            >
              <Icon name={statusIcons[run.status]} label={nameOf(run, nowMs)} />
            </button>
          </li>
        ))}
      </ol>
      <Step label={t('run.newer')} isOff={at === 0} onStep={() => go(runs[at - 1])} isForward />
    </nav>
  );
}

const nameOf = (run: ExecutionData, nowMs: number): string =>
  `${t(`status.${run.status}`)}, ${run.startedAtMs === null ? t('common.notAvailable') : formatMoment(run.startedAtMs, nowMs)}`;

interface StepProps {
  readonly label: string;
  readonly isOff: boolean;
  readonly isForward?: boolean;
  onStep(): void;
}

const Step = ({ label, isOff, isForward, onStep }: StepProps) => (
  <SteadyIcon icon="down1" label={label} kind={isForward ? 'step-newer' : 'step-older'} isOff={isOff} onPress={onStep} />
);
