import { useLiveScene } from '../app/scene';
import type { ExecutionData } from '../contract/messages';
import { type Pace, paceOf } from '../state/pace';
import type { SourceView } from '../state/sourceView';
import { confirmedAtMs } from './confirmed';

export interface LiveRun {
  readonly run: ExecutionData;
  /** The run's daemon; undefined if it is no longer watched. */
  readonly view: SourceView | undefined;
  /** By the hub's clock. */
  readonly nowMs: number;
  paceOf(usualMs: number | null): Pace;
}

/** A run in the newest frame, for a part of the page that is drawn less often. */
export function useLiveRun(drawn: ExecutionData): LiveRun {
  const scene = useLiveScene();
  const view = scene.state.sources.get(drawn.source);
  const run = view?.executions.get(drawn.id) ?? drawn;
  return {
    run,
    view,
    nowMs: scene.nowMs,
    paceOf: (usualMs) => paceOf(run, usualMs, scene.nowMs, confirmedAtMs(scene, view, run)),
  };
}
