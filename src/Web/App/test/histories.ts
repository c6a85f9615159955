import type { History } from '../src/contract/history';
import { nowMs } from './messages';

/** Four rows of a second that end now: 12.5 % twice, then not known, and 40 % with a spike to 100 %. */
export function historyOf(fields: Partial<History> = {}): History {
  const columns = { mean: [12.5, 12.5, null, 40], min: [12.5, 12.5, null, 10], max: [12.5, 12.5, null, 100] };
  return {
    source: 'default',
    fromMs: nowMs - 4000,
    toMs: nowMs,
    stepMs: 1000,
    seenPercent: 75,
    truncatedBeforeMs: null,
    at: [4000, 3000, 2000, 1000].map((agoMs) => nowMs - agoMs),
    figures: { cpuUsage: columns, memoryUsage: columns, activePipelines: columns },
    live: [1, 1, 0, 1],
    degraded: [0, 0, 0, 0],
    down: [0, 0, 0, 0],
    unseen: [0, 0, 1, 0],
    ...fields,
  };
}
