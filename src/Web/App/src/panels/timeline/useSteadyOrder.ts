import { useRef } from 'preact/hooks';
import type { Lane } from '../../state/lanes';
import { inOrder, pipelineKey } from '../../state/troubleOrder';
import { useTouched } from '../useTouched';

/** How long after the last move of a pointer the lanes stay where they are. */
const touchedMs = 5000;

/** The lanes in their order, which stands still while a pointer moves among them: no run moves away from under it. */
export function useSteadyOrder(sorted: readonly Lane[]) {
  const { isTouched, touch } = useTouched(touchedMs);
  const keys = useRef<readonly string[]>([]);
  const lanes = isTouched ? inOrder(sorted, keys.current) : sorted;
  keys.current = lanes.map(pipelineKey);
  return { lanes, touch };
}
