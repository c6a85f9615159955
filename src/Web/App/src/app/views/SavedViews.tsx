import { ListSkeleton } from '../../kit/ListSkeleton';
import { useElementId } from '../../kit/useElementId';
import { HostFailureNote } from '../HostFailureNote';
import { PageDialog } from '../PageDialog';
import { useHostData } from '../useHostData';
import { SaveForm } from './SaveForm';
import { parseSavedViews, savedViewsPath } from './savedViews';
import { vt } from './text';
import { ViewRow } from './ViewRow';

const everyMs = 60_000;

/** The views that a person has saved, and what is shown to be saved as another one. */
export function SavedViews({ onClose }: { readonly onClose: () => void }) {
  const { value: views, failure, renew } = useHostData(savedViewsPath, parseSavedViews, everyMs);
  const id = useElementId();
  const changed = () => void renew();
  return (
    <PageDialog title={vt('views.title')} onClose={onClose}>
      <SaveForm onSaved={changed} />
      <section class="saved-views" aria-labelledby={id}>
        <h3 id={id} class="drawer-subtitle">
          {vt('views.list')}
        </h3>
        <HostFailureNote failure={failure} isOfShown={views !== null} />
        {views === null && failure === null && <ListSkeleton />}
        {views?.length === 0 && <p class="list-hint">{vt('views.none')}</p>}
        {views && views.length > 0 && (
          <ul>
            {views.map((view) => (
              <ViewRow key={view.id} view={view} onOpen={onClose} onChanged={changed} />
            ))}
          </ul>
        )}
      </section>
    </PageDialog>
  );
}
