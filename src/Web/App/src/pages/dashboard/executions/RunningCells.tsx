import { Kept } from '../../../kit/Kept';
import { useLiveRun } from '../../../run/useLiveRun';
import type { ExecutionRow } from '../../../state/table';
import { ProgressCells } from './ProgressCells';

interface Props {
  readonly row: ExecutionRow;
  /** Zone and language: what a text is written by. */
  readonly locale: string;
}

const secondMs = 1000;

/** The progress of a running run, updated every second even while the table around it is not drawn. */
export function RunningCells({ row: { execution, usualMs, late }, locale }: Props) {
  const { run, nowMs, paceOf } = useLiveRun(execution);
  const pace = paceOf(usualMs);
  const draw = () => <ProgressCells execution={run} pace={pace} late={late} />;
  return <Kept inputs={[usualMs, late, Math.floor(nowMs / secondMs), pace.isAtLeast, run.status, locale]} draw={draw} />;
}
