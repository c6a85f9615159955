import type { MonitorState } from './monitor';
import type { SourceView } from './sourceView';

/** The daemons to show: the chosen one, or all if `chosen` is null. Empty if the chosen one is not there: others would be taken for it. */
export function inScope(state: MonitorState, chosen: string | null): readonly SourceView[] {
  if (chosen === null) {
    return [...state.sources.values()];
  }
  const view = state.sources.get(chosen);
  return view ? [view] : [];
}

/** The chosen daemon where there are others but no such one; null while it may still be on its way. */
export const missing = (state: MonitorState, chosen: string | null): string | null =>
  chosen !== null && state.hasSettled && state.sources.size > 0 && !state.sources.has(chosen) ? chosen : null;
