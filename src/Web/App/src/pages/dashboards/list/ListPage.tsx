import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { useScene } from '../../../app/scene';
import { useHostData } from '../../../app/useHostData';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { ListTable } from '../../../kit/ListTable';
import { parseList } from '../model/api';
import { listPath } from '../model/paths';
import { ImportButton } from './ImportButton';
import { ListRow } from './ListRow';
import { NewDialog } from './NewDialog';
import { NoDashboards } from './NoDashboards';
import { lt } from './text';

const everyMs = 30_000;
const columns = ['name', 'shared', 'widgets', 'changed'] as const;

/** The dashboards that a person may see. */
export function ListPage() {
  const { state } = useScene();
  const { value: list, failure, renew } = useHostData(listPath, parseList, everyMs);
  const [isNew, setNew] = useState(false);
  const changed = () => void renew();
  const isPerson = state.account?.kind === 'person';
  const dashboards = list?.dashboards ?? [];
  return (
    <main class="own-list" aria-busy={list === null && failure === null}>
      <header class="list-head">
        <h2>{lt('list.title')}</h2>
        {isPerson && (
          <div class="list-buttons">
            <ImportButton onImported={changed} />
            <button type="button" class="btn btn-sm btn-primary" onClick={() => setNew(true)}>
              {lt('list.new')}
            </button>
          </div>
        )}
      </header>
      <HostFailureNote failure={failure} isOfShown={list !== null} />
      {list === null && failure === null && <ListSkeleton />}
      {list && dashboards.length === 0 && <NoDashboards mayMake={isPerson} />}
      {dashboards.length > 0 && (
        <section class={`card ${failure ? 'is-dim' : ''}`}>
          <p class="list-hint">{lt('list.hint')}</p>
          <ListTable columns={columns.map((column) => lt(`list.${column}`))} actions={lt('list.actions')}>
            {dashboards.map((one) => (
              <ListRow key={one.id} dashboard={one} isHome={list?.home === one.id} mayCopy={isPerson} onChanged={changed} />
            ))}
          </ListTable>
        </section>
      )}
      {isNew && <NewDialog onClose={() => setNew(false)} />}
    </main>
  );
}
