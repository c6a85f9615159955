import { HostFailureNote } from '../../../app/HostFailureNote';
import { useDialog } from '../../../app/useDialog';
import { useHostData } from '../../../app/useHostData';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { ListTable } from '../../../kit/ListTable';
import { AlertsHead } from '../AlertsHead';
import { at } from '../text';
import { ChannelDialog } from './ChannelDialog';
import { ChannelRow } from './ChannelRow';
import { channelsPath, parseChannels } from './channel';
import { isKnown } from './channelKinds';
import { LogDialog } from './LogDialog';

const everyMs = 30_000;
const columns = ['name', 'kind', 'state'] as const;

/** For administrators: the ways in which people are told. */
export function ChannelsPage() {
  const { value, failure, renew } = useHostData(channelsPath, parseChannels, everyMs);
  const { kind, id, open, close } = useDialog('new', 'edit', 'log');
  const changed = () => void renew();
  const channels = value?.channels ?? null;
  const chosen = channels?.find((channel) => channel.id === id);
  const isEditable = kind === 'new' || (kind === 'edit' && chosen !== undefined && isKnown(chosen.kind));
  return (
    <main class="alerts" aria-busy={!channels && !failure}>
      <AlertsHead tab="channels">
        {value && (
          <button type="button" class="btn btn-sm btn-primary" onClick={() => open('new')}>
            {at('channels.add')}
          </button>
        )}
      </AlertsHead>
      <HostFailureNote failure={failure} isOfShown={channels !== null} />
      {channels === null && failure === null && <ListSkeleton />}
      {channels?.length === 0 && (
        <section class="card empty">
          <h3>{at('channels.none')}</h3>
          <p>{at('channels.noneHint')}</p>
        </section>
      )}
      {channels && channels.length > 0 && (
        <section class={`card ${failure ? 'is-dim' : ''}`}>
          <ListTable columns={columns.map((column) => at(`channels.${column}`))} actions={at('common.actions')}>
            {channels.map((channel) => (
              <ChannelRow
                key={channel.id}
                channel={channel}
                onEdit={() => open('edit', channel.id)}
                onLog={() => open('log', channel.id)}
                onChanged={changed}
              />
            ))}
          </ListTable>
        </section>
      )}
      {isEditable && value && (
        <ChannelDialog
          channel={kind === 'new' ? undefined : chosen}
          kinds={value.kinds.filter(isKnown)}
          onSaved={changed}
          onClose={close}
        />
      )}
      {kind === 'log' && chosen && <LogDialog channel={chosen} onClose={close} />}
    </main>
  );
}
