import { ExportMenu } from '../../../app/export/ExportMenu';
import { useScene } from '../../../app/scene';
import { Icon } from '../../../kit/Icon';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { RunDrawer } from '../../../run/RunDrawer';
import { evaluationOf } from '../../../state/evaluation';
import { shownConnection } from '../../../state/monitor';
import { AlertsHead } from '../AlertsHead';
import { ProblemItem } from '../problem/ProblemItem';
import { at } from '../text';
import { OpenFilters } from './OpenFilters';
import { openProblems } from './openProblems';
import { formatFilter, noFilter, openQuery, parseFilter } from './problemFilter';

/** What is wrong now, and what can be done about it. The filters stand in the address. */
export function OpenPage() {
  const scene = useScene();
  const filter = parseFilter(scene.route.query);
  const problems = openProblems(scene, filter);
  const isFiltered = formatFilter(filter) !== '' || scene.route.source !== null;
  const hasOthers =
    isFiltered &&
    openProblems({ ...scene, views: [...scene.state.sources.values()], route: { ...scene.route, source: null } }, noFilter)
      .length > 0;
  return (
    <>
      <main class="alerts">
        <AlertsHead tab="open">
          <ExportMenu table="problems" query={() => openQuery(filter, scene.route.source)} />
        </AlertsHead>
        <section class="card">
          <OpenFilters filter={filter} isFiltered={isFiltered} />
          {problems.length > 0 ? (
            <ul class="alert-list">
              {problems.map((problem) => (
                <ProblemItem key={`${problem.source}/${problem.id}`} problem={problem} />
              ))}
            </ul>
          ) : (
            <None isFiltered={hasOthers} />
          )}
        </section>
      </main>
      <RunDrawer />
    </>
  );
}

/** Why no problem is listed: all is well only if somebody looked. */
function None({ isFiltered }: { readonly isFiltered: boolean }) {
  const { state, views, nowMs, isConnected } = useScene();
  if (isFiltered) {
    return <p class="quiet alert-none">{at('open.noneOfThese')}</p>;
  }
  if (shownConnection(state, nowMs) === 'opening') {
    return <ListSkeleton />;
  }
  const evaluation = evaluationOf(state, views, nowMs);
  const isWell = isConnected && evaluation.kind === 'evaluating';
  return (
    <div class="empty" role="status">
      <Icon name={isWell ? 'check' : 'unknown'} />
      <h3>{at(isWell ? 'open.none' : 'open.notKnown')}</h3>
      <p>
        {at(
          isWell
            ? 'open.noneHint'
            : !isConnected
              ? 'open.offline'
              : evaluation.kind === 'not-yet'
                ? 'open.notYet'
                : 'open.stopped',
        )}
      </p>
    </div>
  );
}
