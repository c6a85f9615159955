import type { Scene } from '../app/scene';
import { isUnconfirmed } from '../app/trust';
import type { Problem } from '../contract/messages';
import { monitorSource } from '../state/evaluator';
import { isEvaluatorSilent } from '../state/monitor';
import type { SourceView } from '../state/sourceView';
import { areRunsConfirmed, runsKnownUntilMs } from './confirmed';

/** Until when a problem is known to exist. */
export interface Known {
  /** Now, or when it was last confirmed. */
  readonly untilMs: number;
  /** Whether nothing confirms it now. */
  readonly isDim: boolean;
}

/** Until when a problem is known to exist: as long as its subject can be seen, and somebody looks for problems. */
export function knownOf(scene: Scene, problem: Problem): Known {
  const { evaluator } = scene.state;
  const view = scene.state.sources.get(problem.source);
  const isJudged = scene.isConnected && !isEvaluatorSilent(scene.state, scene.nowMs);
  const isSeen = problem.source === monitorSource || (view !== undefined && isSubjectSeen(scene, problem, view));
  if (isJudged && isSeen && problem.unseenSinceMs === null) {
    return { untilMs: scene.nowMs, isDim: false };
  }
  const ends = [
    problem.unseenSinceMs,
    view && !isSeen ? subjectSeenUntilMs(scene, problem, view) : null,
    isJudged ? null : evaluator.heardAtMs,
  ].filter((end) => end !== null);
  return { untilMs: Math.min(scene.nowMs, ...ends), isDim: true };
}

const isOfRuns = ({ pipelineName }: Problem): boolean => pipelineName !== null;

const isSubjectSeen = (scene: Scene, problem: Problem, view: SourceView): boolean =>
  isOfRuns(problem) ? areRunsConfirmed(scene, view) : !isUnconfirmed(scene, view);

const subjectSeenUntilMs = (scene: Scene, problem: Problem, view: SourceView): number =>
  isOfRuns(problem) ? runsKnownUntilMs(scene, view) : (view.observedAtMs ?? scene.nowMs);
