import { useEffect, useState } from 'preact/hooks';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { parametersOf } from '../../../app/page';
import { useScene } from '../../../app/scene';
import type { HostFailure } from '../../../connection/hostApi';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { RunDrawer } from '../../../run/RunDrawer';
import { fetchDashboard } from '../model/api';
import type { Dashboard } from '../model/document';
import { isMissing } from '../model/paths';
import { Gone } from '../view/Gone';
import { Editing } from './Editing';
import { NotAllowed } from './NotAllowed';

const pattern = '/dashboards/:id/edit';

/** Arranges a dashboard of one's own. */
export function EditPage() {
  const { route } = useScene();
  const id = parametersOf(pattern, route.path)?.id ?? '';
  return (
    <>
      <main class="own-dashboard">
        <Edit key={id} id={id} />
      </main>
      <RunDrawer />
    </>
  );
}

function Edit({ id }: { readonly id: string }) {
  const [dashboard, setDashboard] = useState<Dashboard | null>(null);
  const [failure, setFailure] = useState<HostFailure | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isWanted = true;
    void fetchDashboard(id).then((answer) => {
      if (!isWanted) {
        return;
      }
      setFailure(answer.kind === 'done' ? null : answer);
      if (answer.kind === 'done') {
        setDashboard(answer.value);
      }
    });
    return () => {
      isWanted = false;
    };
  }, [id, tries]);
  useEffect(() => {
    if (failure && !isMissing(failure)) {
      const timer = setTimeout(() => setTries(tries + 1), retryMs);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [failure]);
  if (isMissing(failure)) {
    return <Gone />;
  }
  if (!dashboard) {
    return failure ? <HostFailureNote failure={failure} /> : <ListSkeleton />;
  }
  const mayEdit = dashboard.access !== 'view' && !dashboard.isProvisioned;
  return mayEdit ? <Editing stored={dashboard} /> : <NotAllowed dashboard={dashboard} />;
}

const retryMs = 10_000;
