import { HostFailureNote } from '../../../app/HostFailureNote';
import { parametersOf } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { useHostData } from '../../../app/useHostData';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { RunDrawer } from '../../../run/RunDrawer';
import { dashboardApiPath, isMissing } from '../model/api';
import { parseDashboard } from '../model/document';
import { Gone } from './Gone';
import { Shown } from './Shown';
import { WallShown } from './WallShown';

const pattern = '/dashboards/:id';
/** How often it is looked at whether somebody has changed it. */
const everyMs = 30_000;

/** A dashboard of one's own. */
export function ViewPage() {
  const { route } = useScene();
  const id = parametersOf(pattern, route.path)?.id ?? '';
  return <View key={id} id={id} />;
}

function View({ id }: { readonly id: string }) {
  const { route } = useScene();
  const { value: dashboard, failure, renew } = useHostData(dashboardApiPath(id), parseDashboard, everyMs);
  if (isMissing(failure)) {
    return (
      <main>
        <Gone />
      </main>
    );
  }
  return (
    <>
      <main class="own-dashboard" aria-busy={dashboard === null && failure === null}>
        <HostFailureNote failure={failure} isOfShown={dashboard !== null} />
        {dashboard === null && failure === null && <ListSkeleton />}
        {dashboard &&
          (route.kiosk ? <WallShown dashboard={dashboard} /> : <Shown dashboard={dashboard} onChanged={() => void renew()} />)}
      </main>
      <RunDrawer />
    </>
  );
}
