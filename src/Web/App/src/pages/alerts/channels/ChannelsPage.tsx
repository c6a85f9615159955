import { useState } from 'preact/hooks';
import { HostFailureNote } from '../../../app/HostFailureNote';
import { useHostData } from '../../../app/useHostData';
import { ListSkeleton } from '../../../kit/ListSkeleton';
import { AlertsHead } from '../AlertsHead';
import { at } from '../text';
import { ChannelDialog } from './ChannelDialog';
import { ChannelRow } from './ChannelRow';
import { type Channel, channelsPath, parseChannels } from './channel';
import { isKnown } from './channelKinds';
import { LogDialog } from './LogDialog';

const everyMs = 30_000;
const columns = ['name', 'kind', 'state'] as const;

/** For administrators: the ways in which people are told. */
export function ChannelsPage() {
  const { value, failure, renew } = useHostData(channelsPath, parseChannels, everyMs);
  const [open, setOpen] = useState<Channel | 'new' | null>(null);
  const [log, setLog] = useState<Channel | null>(null);
  const changed = () => void renew();
  const channels = value?.channels ?? null;
  return (
    <main class="alerts" aria-busy={!channels && !failure}>
      <AlertsHead tab="channels">
        {value && (
          <button type="button" class="btn btn-sm btn-primary" onClick={() => setOpen('new')}>
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
          <table class="list-table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {at(`channels.${column}`)}
                  </th>
                ))}
                <th scope="col">
                  <span class="visually-hidden">{at('common.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {channels.map((channel) => (
                <ChannelRow
                  key={channel.id}
                  channel={channel}
                  onEdit={() => setOpen(channel)}
                  onLog={() => setLog(channel)}
                  onChanged={changed}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {open !== null && value && (
        <ChannelDialog
          channel={open === 'new' ? undefined : open}
          kinds={value.kinds.filter(isKnown)}
          onSaved={changed}
          onClose={() => setOpen(null)}
        />
      )}
      {log && <LogDialog channel={log} onClose={() => setLog(null)} />}
    </main>
  );
}
