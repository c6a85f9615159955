import type { Scene } from '../../app/scene';
import type { Problem } from '../../contract/messages';
import { subjectOf } from '../../state/problems';
import type { SourceView } from '../../state/sourceView';
import type { Standing } from '../../state/standing';
import { type Trouble, troubleOf, troubles } from '../../state/trouble';
import { formatMoment } from '../../text/format';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';

/** What the hub puts before the cause of every outage: in a table of daemons that is said already. */
const commonCause = 'Unable to connect to FLEXT daemon: ';

type Sources = ReadonlyMap<string, SourceView>;

/** How a daemon stands in words: what is wrong with it, the gravest first; else that it is well, or why that is not known. */
export function fleetWords(standing: Standing, scene: Scene, isEvaluated: boolean): string {
  const { view, freshness } = standing;
  const { isConnected, nowMs, state } = scene;
  const parts = troubleWords(standing, state.sources, nowMs);
  if (parts.length > 0) {
    return parts.join(', ');
  }
  if (!isConnected) {
    return t('fleet.unknown');
  }
  if (freshness === 'connecting' || freshness === 'loading') {
    return t('fleet.awaited');
  }
  return t(isEvaluated && view.evaluatedAtMs !== null ? 'fleet.clear' : 'verdict.notYet');
}

/** That it cannot be reached, if so. */
function reachWords({ view: { status }, freshness }: Standing, nowMs: number): string | null {
  if (freshness === 'stale') {
    return t('fleet.silent');
  }
  if (freshness !== 'down') {
    return null;
  }
  const cause = status?.error?.replace(commonCause, '');
  const since = t('fleet.unreachable', { time: formatMoment(status?.sinceMs ?? nowMs, nowMs) });
  return cause ? `${since}: ${isolated(cause)}` : since;
}

/** A part for each kind of trouble: by its name if there is one of it, else how many. */
function troubleWords(standing: Standing, sources: Sources, nowMs: number): readonly string[] {
  const { problems, freshness } = standing;
  const parts = troubles.map((trouble) => {
    const ofKind = problems.filter((problem) => troubleOf(problem) === trouble);
    switch (trouble) {
      case 'unreachable':
        return reachWords(standing, nowMs) ?? (ofKind.length > 0 ? t('attention.unreachable') : null);
      case 'degraded':
        return freshness === 'degraded' || ofKind.length > 0 ? t('attention.degraded') : null;
      default:
        return ofKind[0] ? kindWords(trouble, ofKind[0], ofKind.length, sources) : null;
    }
  });
  return [...parts, otherWords(problems)].filter((part) => part !== null);
}

/** Kinds that the page does not know. */
function otherWords(problems: readonly Problem[]): string | null {
  const others = problems.filter((problem) => troubleOf(problem) === null);
  const [first] = others;
  return first ? (others.length > 1 ? t('verdict.others', { count: others.length }) : isolated(first.title)) : null;
}

function kindWords(
  trouble: Exclude<Trouble, 'unreachable' | 'degraded'>,
  first: Problem,
  count: number,
  sources: Sources,
): string {
  if (count > 1) {
    return trouble === 'component' ? t('verdict.components', { count }) : t(`verdict.${trouble}`, { count });
  }
  return t(`fleet.${trouble}`, { name: subjectOf(sources, first) });
}
