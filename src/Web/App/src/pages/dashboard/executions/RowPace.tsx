import { useLiveScene } from '../../../app/scene';
import { Kept } from '../../../kit/Kept';
import { confirmedAtMs } from '../../../run/confirmed';
import { PaceText } from '../../../run/PaceText';
import { paceOf } from '../../../state/pace';
import type { ExecutionRow } from '../../../state/table';

interface Props {
  readonly row: ExecutionRow;
  /** Zone and language: what a text is written by. */
  readonly locale: string;
}

const secondMs = 1000;

/** How long a run has taken, counted on every second while it runs, however seldom the table around it is drawn. */
export function RowPace({ row, locale }: Props) {
  const scene = useLiveScene();
  const { execution, usualMs, late } = row;
  const confirmedMs = confirmedAtMs(scene, scene.state.sources.get(execution.source), execution);
  const tick = Math.floor((confirmedMs ?? scene.nowMs) / secondMs);
  const draw = () => <PaceText pace={paceOf(execution, usualMs, scene.nowMs, confirmedMs)} late={late} />;
  return <Kept inputs={[row, tick, confirmedMs === null, locale]} draw={draw} />;
}
