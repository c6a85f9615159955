import { ExportMenu } from '../../../app/export/ExportMenu';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { useScene } from '../../../app/scene';
import { RangeControl } from '../../../charts/RangeControl';
import { useRange } from '../../../charts/useRange';
import { Choice } from '../../../kit/Choice';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { pastQuery, usePast } from '../../../panels/problems/usePast';
import { RunDrawer } from '../../../run/RunDrawer';
import { periodOf, rangeKey, type TimeRange } from '../../../state/timeRange';
import { isolated } from '../../../text/isolated';
import { t } from '../../../text/text';
import { AlertsHead } from '../AlertsHead';
import { kinds, kindText } from '../kinds';
import { formatFilter, noFilter, parseFilter } from '../open/problemFilter';
import { at } from '../text';
import { PastItem } from './PastItem';

/** What is shown where the address names no time. */
const week: TimeRange = { kind: 'live', span: '7d' };

/** What was wrong, each with how it went and who was told. Filters and time stand in the address. */
export function PastPage() {
  const { route, nowMs } = useScene();
  const shown = useRange(week);
  const { kind } = parseFilter(route.query);
  const { source } = route;
  const key = JSON.stringify([source, kind, rangeKey(shown.range)]);
  const past = usePast({ source, kind, key, period: () => periodOf(shown.range, nowMs) });
  const { problems, failure, isBusy } = past;
  return (
    <>
      <main class="alerts" aria-busy={isBusy}>
        <AlertsHead tab="past">
          <ExportMenu table="problems" query={() => pastQuery({ source, kind }, periodOf(shown.range, nowMs))} />
        </AlertsHead>
        <RangeControl shown={shown} />
        <section class="card">
          <Filters kind={kind} />
          <HostFailureNote failure={failure} isOfShown={problems !== null} />
          {problems === null && failure === null && <ListSkeleton />}
          {problems?.length === 0 && <p class="quiet alert-none">{at('past.none')}</p>}
          {problems && problems.length > 0 && (
            <ul class={`alert-list ${failure ? 'is-dim' : ''}`}>
              {problems.map((problem) => (
                <PastItem key={problem.id} problem={problem} />
              ))}
            </ul>
          )}
          {past.hasMore && (
            <button
              type="button"
              class={`btn btn-sm btn-outline-secondary past-more ${isBusy ? 'disabled' : ''}`}
              aria-disabled={isBusy}
              onClick={() => !isBusy && past.readOn()}
            >
              {t('runs.more')}
            </button>
          )}
        </section>
      </main>
      <RunDrawer />
    </>
  );
}

function Filters({ kind }: { readonly kind: string }) {
  const { route, state, actions } = useScene();
  const sources = [...state.sources.keys()];
  return (
    <search class="search-filters">
      {sources.length > 1 && (
        <Choice
          label={t('runs.daemon')}
          chosen={route.source ?? ''}
          options={[['', t('common.allDaemons')], ...sources.map((name) => [name, isolated(name)] as const)]}
          onChoose={(value) => actions.navigate({ source: value || null })}
        />
      )}
      <Choice
        label={at('match.kinds')}
        chosen={kind}
        options={[['', at('match.all')], ...kinds.map((one) => [one, kindText(one)] as const)]}
        onChoose={(value) => actions.navigate({ query: formatFilter({ ...noFilter, kind: value }) })}
      />
    </search>
  );
}
