import type { ComponentHealth, Problem } from '../contract/messages';
import { shownHealth } from './freshness';
import type { SourceView } from './sourceView';

/** A component of a daemon as it is shown. */
export interface ComponentRow {
  /** Its key among the daemon's components, which unlike its name is its own. */
  readonly key: string;
  readonly component: ComponentHealth;
  /** The open problem that says since when it is unhealthy; null if there is none. */
  readonly problem: Problem | null;
}

/** What is known of the health of a daemon. */
export interface ComponentList {
  /** The unhealthy ones first, then by name. */
  readonly rows: readonly ComponentRow[];
  /** Unhealthy: a component is, or the daemon says so of itself. Unknown: it cannot be reached, whatever it was before. */
  readonly verdict: 'healthy' | 'unhealthy' | 'unknown';
  readonly unhealthy: number;
  /** Whether nothing confirms it now. */
  readonly isDim: boolean;
  readonly observedAtMs: number | null;
}

/** The health of a daemon by component; null if it never told any. */
export function componentsOf(view: SourceView, nowMs: number): ComponentList | null {
  const shown = shownHealth(view, nowMs);
  if (!shown) {
    return null;
  }
  const problems = [...view.problems.values.values()].filter(({ kind }) => kind === 'component');
  const rows = [...shown.value.components].map(([key, component]) => ({
    key,
    component,
    problem: (!component.healthy && problems.find((problem) => problem.component === key)) || null,
  }));
  rows.sort(unhealthyFirst);
  const unhealthy = rows.filter(({ component }) => !component.healthy).length;
  return {
    rows,
    verdict: view.health?.fallback ? 'unknown' : shown.value.healthy && unhealthy === 0 ? 'healthy' : 'unhealthy',
    unhealthy,
    isDim: shown.isDim,
    observedAtMs: shown.observedAtMs,
  };
}

function unhealthyFirst({ component: left }: ComponentRow, { component: right }: ComponentRow): number {
  return Number(left.healthy) - Number(right.healthy) || left.name.localeCompare(right.name);
}
