import type { PastRun } from '../src/contract/runs';
import { endedRun, nowMs } from './messages';

/** A run from history that ended at a time, having taken some seconds. */
export const pastRun = (id: string, fields: Partial<PastRun> = {}, tookSeconds = 60): PastRun => ({
  ...endedRun(id, nowMs, {}, tookSeconds),
  firstSeenLate: false,
  endUnseen: false,
  ...fields,
});

/** A run as `GET /api/runs` sends it. */
export const sentRun = (id: string, fields: object = {}) => ({
  source: 'default',
  epoch: 1,
  sequence: 1,
  observedAt: new Date(nowMs).toISOString(),
  id,
  pipelineId: 'orders',
  pipelineName: 'Orders to warehouse',
  status: 'success',
  startedAt: new Date(nowMs - 60_000).toISOString(),
  finishedAt: new Date(nowMs).toISOString(),
  durationSeconds: 60,
  progress: null,
  recordsProcessed: null,
  triggeredBy: null,
  errorMessage: null,
  metadata: {},
  firstSeenLate: false,
  endUnseen: false,
  ...fields,
});
