import { useRef } from 'preact/hooks';
import { useScene } from '../app/scene';
import type { TimeRange } from '../state/timeRange';

export interface ShownRange {
  readonly range: TimeRange;
  /** Shows another time; it stands in the address, so that the browser's way back leads out of it. */
  choose(range: TimeRange): void;
  /** Goes back to what was shown before a part of it was chosen. */
  leave(): void;
}

/** The time that the page shows: that of the address, or what the page shows by itself. */
export function useRange(fallback: TimeRange): ShownRange {
  const { route, actions } = useScene();
  const live = useRef<TimeRange | null>(null);
  if (route.range === null || route.range.kind === 'live') {
    live.current = route.range;
  }
  return {
    range: route.range ?? fallback,
    choose: (range) => actions.navigate({ range }),
    leave: () => actions.navigate({ range: live.current }),
  };
}
