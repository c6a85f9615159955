import type { PastRun } from '../src/contract/runs';
import { endedRun, nowMs } from './messages';

/** A run from history that ended at a time, having taken some seconds. */
export const pastRun = (id: string, fields: Partial<PastRun> = {}, tookSeconds = 60): PastRun => ({
  ...endedRun(id, nowMs, {}, tookSeconds),
  firstSeenLate: false,
  endUnseen: false,
  ...fields,
});
