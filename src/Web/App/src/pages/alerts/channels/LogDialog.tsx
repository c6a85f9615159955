import { HostFailureNote } from '../../../app/HostFailureNote';
import { PageDialog } from '../../../app/PageDialog';
import { PageLink } from '../../../app/PageLink';
import { problemPath } from '../../../app/page';
import { useHostData } from '../../../app/useHostData';
import * as read from '../../../contract/read';
import { Foreign } from '../../../kit/Foreign';
import { type Delivery, parseDelivery } from '../../../panels/problems/life';
import { isolated } from '../../../text/isolated';
import { DeliveryTable } from '../problem/Deliveries';
import { at } from '../text';
import { type Channel, channelPath } from './channel';

const everyMs = 10_000;

/** A message to a channel, as `GET /api/alerts/channels/{id}/deliveries` returns it. */
interface ChannelDelivery extends Delivery {
  /** Some of the problems that it tells of. */
  readonly problems: readonly { readonly id: string; readonly title: string }[];
  readonly problemCount: number;
}

interface Props {
  readonly channel: Channel;
  onClose(): void;
}

/** What a channel was sent, and what it answered. */
export function LogDialog({ channel, onClose }: Props) {
  const { value, failure } = useHostData(`${channelPath(channel.id)}/deliveries`, parseDeliveries, everyMs);
  return (
    <PageDialog title={`${at('channels.log')}: ${isolated(channel.name)}`} onClose={onClose}>
      <div class="channel-log" aria-busy={value === null && failure === null}>
        <HostFailureNote failure={failure} isOfShown={value !== null} />
        {value?.length === 0 && <p class="quiet">{at('channels.noLog')}</p>}
        {value && value.length > 0 && (
          <DeliveryTable
            about={at('delivery.problem')}
            deliveries={value}
            subject={(delivery) => <Problems delivery={delivery} onOpen={onClose} />}
          />
        )}
      </div>
    </PageDialog>
  );
}

function Problems({ delivery: { problems, problemCount }, onOpen }: { readonly delivery: ChannelDelivery; onOpen(): void }) {
  const others = problemCount - problems.length;
  return (
    <ul class="match-text">
      {problems.map(({ id, title }) => (
        <li key={id}>
          <PageLink path={problemPath(id)} kind="" onOpen={onOpen}>
            <Foreign text={title} />
          </PageLink>
        </li>
      ))}
      {others > 0 && <li class="quiet">{at('match.more', { count: others })}</li>}
    </ul>
  );
}

const parseDeliveries = (sent: unknown): readonly ChannelDelivery[] =>
  read.items(read.fields(sent, 'deliveries'), 'deliveries', (one) => {
    const from = read.fields(one, 'delivery');
    return {
      ...parseDelivery(from),
      problems: read.items(from, 'problems', (problem) => {
        const told = read.fields(problem, 'problem');
        return { id: read.text(told, 'id'), title: read.text(told, 'title') };
      }),
      problemCount: read.number(from, 'problemCount'),
    };
  });
