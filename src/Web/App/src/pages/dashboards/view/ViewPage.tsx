import type { ComponentChildren } from 'preact';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { parametersOf } from '../../../app/page';
import { useScene } from '../../../app/scene';
import { useHostData } from '../../../app/useHostData';
import type { HostFailure } from '../../../connection/hostApi';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { RunDrawer } from '../../../run/RunDrawer';
import { type Dashboard, parseDashboard } from '../model/document';
import { dashboardApiPath, isMissing } from '../model/paths';
import { Gone } from './Gone';
import { Shown } from './Shown';
import { WallFrame } from './WallFrame';
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
  const content = (
    <Content dashboard={dashboard} failure={failure}>
      {(found) => (route.kiosk ? <WallShown dashboard={found} /> : <Shown dashboard={found} onChanged={() => void renew()} />)}
    </Content>
  );
  return (
    <>
      <main class="own-dashboard" aria-busy={dashboard === null && failure === null}>
        {route.kiosk ? <WallFrame>{content}</WallFrame> : content}
      </main>
      <RunDrawer />
    </>
  );
}

interface ContentProps {
  readonly dashboard: Dashboard | null;
  readonly failure: HostFailure | null;
  children(dashboard: Dashboard): ComponentChildren;
}

/** The dashboard, or why there is none. */
const Content = ({ dashboard, failure, children }: ContentProps) =>
  isMissing(failure) ? (
    <Gone />
  ) : (
    <>
      <HostFailureNote failure={failure} isOfShown={dashboard !== null} />
      {dashboard === null && failure === null && <ListSkeleton />}
      {dashboard && children(dashboard)}
    </>
  );
