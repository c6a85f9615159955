import type { Scene } from '../app/scene';
import type { ExecutionData } from '../contract/messages';
import { isConfirmed } from '../state/freshness';
import { confirmedUntilMs } from '../state/runs';
import type { SourceView } from '../state/sourceView';

/** Whether what is shown of a daemon's runs is confirmed now. */
export const areRunsConfirmed = (scene: Scene, view: SourceView): boolean =>
  scene.isConnected && isConfirmed(view, 'executions', scene.nowMs);

/** Until when what is shown of a daemon's runs is known to be so: now, or when the daemon was last heard of them. */
export function runsKnownUntilMs(scene: Scene, view: SourceView): number {
  const untilMs = confirmedUntilMs(view, scene.nowMs);
  return scene.isConnected ? untilMs : Math.min(untilMs, view.observedAtMs ?? untilMs);
}

/** Until when a run is known to be as it is shown; null if that is confirmed now. */
export function confirmedAtMs(scene: Scene, view: SourceView | undefined, execution: ExecutionData): number | null {
  if (view && areRunsConfirmed(scene, view)) {
    return null;
  }
  // With its feed failing, the daemon's other news say nothing of it.
  const daemonAtMs = view?.status?.feeds.executions.ok ? view.observedAtMs : null;
  return Math.max(daemonAtMs ?? 0, execution.observedAtMs ?? execution.startedAtMs ?? 0);
}
