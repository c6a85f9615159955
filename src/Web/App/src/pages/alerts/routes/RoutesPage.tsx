import { HostFailureNote } from '../../../app/HostFailureNote';
import { PageLink } from '../../../app/PageLink';
import { useDialog } from '../../../app/useDialog';
import { useHostData } from '../../../app/useHostData';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { ListTable } from '../../../kit/ListTable';
import { AlertsHead, tabPath } from '../AlertsHead';
import { channelsPath, parseChannels } from '../channels/channel';
import { at } from '../text';
import { parseRoutes, routesPath } from './alertRoute';
import { RouteDialog } from './RouteDialog';
import { RouteRow } from './RouteRow';

const everyMs = 30_000;
const columns = ['name', 'concerned', 'channels', 'when'] as const;

/** For administrators: which problems are told to which channels. */
export function RoutesPage() {
  const { value: routes, failure, renew } = useHostData(routesPath, parseRoutes, everyMs);
  const { value: known, failure: channelFailure } = useHostData(channelsPath, parseChannels, everyMs);
  const { kind, id, open, close } = useDialog('new', 'edit');
  const chosen = routes?.find((route) => route.id === id);
  const changed = () => void renew();
  const shownFailure = failure ?? channelFailure;
  const isReady = routes !== null && known !== null;
  const hasChannels = known !== null && known.channels.length > 0;
  return (
    <main class="alerts" aria-busy={!isReady && !shownFailure}>
      <AlertsHead tab="routes">
        {isReady && hasChannels && (
          <button type="button" class="btn btn-sm btn-primary" onClick={() => open('new')}>
            {at('routes.add')}
          </button>
        )}
      </AlertsHead>
      <HostFailureNote failure={shownFailure} isOfShown={isReady} />
      {!isReady && shownFailure === null && <ListSkeleton />}
      {isReady && routes.length === 0 && (
        <section class="card empty">
          <h3>{at('routes.none')}</h3>
          <p>{at(hasChannels ? 'routes.noneHint' : 'routes.noChannels')}</p>
          {!hasChannels && (
            <PageLink path={tabPath('channels')} kind="btn btn-sm btn-primary">
              {at('routes.toChannels')}
            </PageLink>
          )}
        </section>
      )}
      {isReady && routes.length > 0 && (
        <section class={`card ${shownFailure ? 'is-dim' : ''}`}>
          <ListTable columns={columns.map((column) => at(`routes.${column}`))} actions={at('common.actions')}>
            {routes.map((route) => (
              <RouteRow
                key={route.id}
                route={route}
                routes={routes}
                channels={known.channels}
                onEdit={() => open('edit', route.id)}
                onChanged={changed}
              />
            ))}
          </ListTable>
        </section>
      )}
      {isReady && (kind === 'new' ? hasChannels : chosen) && (
        <RouteDialog route={chosen} routes={routes} channels={known.channels} onDone={changed} onClose={close} />
      )}
    </main>
  );
}
