import { useLiveScene } from '../../../app/scene';
import { Kept } from '../../../kit/Kept';
import { confirmedAtMs } from '../../../run/confirmed';
import { paceOf } from '../../../state/pace';
import type { ExecutionRow } from '../../../state/table';
import { ProgressCells } from './ProgressCells';

interface Props {
  readonly row: ExecutionRow;
  /** Zone and language: what a text is written by. */
  readonly locale: string;
}

const secondMs = 1000;

/** How far a running run is, every second, also while the table around it is not drawn. */
export function RunningCells({ row: { execution, usualMs, late }, locale }: Props) {
  const scene = useLiveScene();
  const view = scene.state.sources.get(execution.source);
  const newest = view?.executions.get(execution.id) ?? execution;
  const confirmedMs = confirmedAtMs(scene, view, newest);
  const tick = Math.floor((confirmedMs ?? scene.nowMs) / secondMs);
  const draw = () => <ProgressCells execution={newest} pace={paceOf(newest, usualMs, scene.nowMs, confirmedMs)} late={late} />;
  return <Kept inputs={[usualMs, late, tick, confirmedMs === null, newest.status, locale]} draw={draw} />;
}
