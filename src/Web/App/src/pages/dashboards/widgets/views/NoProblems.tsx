import { useScene } from '../../../../app/scene';
import { Icon } from '../../../../kit/Icon';
import { evaluationOf } from '../../../../state/evaluation';
import { dt } from '../../text';

/** Why no problem is listed: all is well only if somebody looked. */
export function NoProblems() {
  const { state, views, nowMs, isConnected } = useScene();
  const isWell = isConnected && evaluationOf(state, views, nowMs).kind === 'evaluating';
  return (
    <p class={`widget-none ${isWell ? '' : 'quiet'}`} role="status">
      <Icon name={isWell ? 'check' : 'unknown'} /> {dt(isWell ? 'problems.none' : 'problems.notKnown')}
    </p>
  );
}
