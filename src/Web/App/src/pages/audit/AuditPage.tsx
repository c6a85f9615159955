import { useMemo } from 'preact/hooks';
import { ExportMenu } from '../../app/export/ExportMenu';
import { HostFailureNote } from '../../app/HostFailureNote';
import { useScene } from '../../app/scene';
import { ListSkeleton } from '../../kit/ListSkeleton';
import { timeZone } from '../../text/format';
import { t } from '../../text/text';
import { EntryTable } from './EntryTable';
import { FilterForm } from './FilterForm';
import { formatFilter, parseFilter, queryOf } from './filter';
import { useEntries } from './useEntries';

/** For administrators: who did what, and what was refused. */
export function AuditPage() {
  const { route, actions } = useScene();
  const filter = useMemo(() => parseFilter(route.query), [route.query]);
  const { entries, hasMore, isBusy, failure, readOn, renew } = useEntries(filter);
  return (
    <main class="audit" aria-busy={isBusy}>
      <header class="list-head">
        <h2>{t('audit.title')}</h2>
        <div class="list-buttons">
          <ExportMenu table="audit" query={() => queryOf(filter, timeZone())} />
          <button type="button" class="btn btn-sm btn-outline-secondary" disabled={isBusy} onClick={renew}>
            {t('audit.renew')}
          </button>
        </div>
      </header>
      <FilterForm
        key={route.query}
        filter={filter}
        onFilter={(chosen) => actions.navigate({ path: route.path, query: formatFilter(chosen) })}
      />
      <HostFailureNote failure={failure} isOfShown={entries !== null} />
      {entries === null && failure === null && <ListSkeleton />}
      {entries?.length === 0 && (
        <section class="card empty">
          <h3>{t('audit.none')}</h3>
          <p>{t(route.query ? 'audit.noneHint' : 'audit.noneYet')}</p>
        </section>
      )}
      {entries && entries.length > 0 && (
        <section class={`card ${failure ? 'is-dim' : ''}`}>
          <EntryTable entries={entries} />
          {hasMore && (
            <button type="button" class="btn btn-outline-secondary audit-more" disabled={isBusy} onClick={readOn}>
              {t('audit.more')}
            </button>
          )}
        </section>
      )}
    </main>
  );
}
