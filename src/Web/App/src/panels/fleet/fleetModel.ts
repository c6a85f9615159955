import type { Scene } from '../../app/scene';
import { isUnconfirmed, type Trust, trustOf } from '../../app/trust';
import type { History, HistoryFigure } from '../../contract/history';
import { isConfirmed, shownStats } from '../../state/freshness';
import { outcomesOf } from '../../state/outcomes';
import type { Runs, SourceView } from '../../state/sourceView';
import type { SeverityCounts, Standing } from '../../state/standing';
import { toneOfPercent } from '../../state/thresholds';
import { fleetWords } from './fleetWords';

/** What a row of the table of daemons shows. Its values are compared one by one: a row is drawn again only when one of them changed. */
export interface FleetModel {
  readonly name: string;
  readonly trust: Trust;
  readonly tone: Standing['tone'];
  readonly words: string;
  readonly counts: SeverityCounts | null;
  /** Known runs of 24 h; null if they were not judged. */
  readonly failed: number | null;
  readonly ended: number | null;
  readonly seenPercent: number | null;
  /** Runs that run now; null if the daemon never told its runs. */
  readonly running: number | null;
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly cpuTone: 'bad' | 'warn' | null;
  readonly memoryTone: 'bad' | 'warn' | null;
  /** The last hour from history, oldest first; null before it has come. */
  readonly cpuCourse: readonly (number | null)[] | null;
  readonly memoryCourse: readonly (number | null)[] | null;
  readonly version: string | null;
  /** Whether nothing of the daemon is confirmed now; whether its figures are not; whether its runs are not. */
  readonly isDim: boolean;
  readonly isStatsDim: boolean;
  readonly isRunsDim: boolean;
}

export function fleetModel(scene: Scene, standing: Standing, past: History | undefined, isEvaluated: boolean): FleetModel {
  const { view, tone, counts } = standing;
  const { nowMs, isConnected, preferences } = scene;
  const stats = shownStats(view, nowMs);
  const outcomes = outcomesOf(view, nowMs);
  const cpu = stats?.value.cpuUsage ?? null;
  const memory = stats?.value.memoryUsage ?? null;
  return {
    name: view.name,
    trust: trustOf(scene, view),
    tone,
    words: fleetWords(standing, scene, isEvaluated),
    counts,
    failed: outcomes?.failed ?? null,
    ended: outcomes?.ended ?? null,
    seenPercent: outcomes?.seenPercent ?? null,
    running: runningIn(view),
    cpu,
    memory,
    cpuTone: toneOfPercent(cpu, preferences),
    memoryTone: toneOfPercent(memory, preferences),
    cpuCourse: courseOf(past, 'cpuUsage'),
    memoryCourse: courseOf(past, 'memoryUsage'),
    version: view.status?.version ?? null,
    isDim: isUnconfirmed(scene, view),
    isStatsDim: !isConnected || !isConfirmed(view, 'stats', nowMs),
    isRunsDim: !isConnected || !isConfirmed(view, 'executions', nowMs),
  };
}

const courseOf = (past: History | undefined, figure: HistoryFigure): FleetModel['cpuCourse'] =>
  past?.figures[figure]?.mean ?? null;

const running = new WeakMap<Runs, number>();

/** Worked out once for each state of a daemon's runs. */
function runningIn({ executions, runsObservedAtMs }: SourceView): number | null {
  if (runsObservedAtMs === null && executions.size === 0) {
    return null;
  }
  const count = running.get(executions) ?? [...executions.values()].filter(({ status }) => status === 'running').length;
  running.set(executions, count);
  return count;
}
