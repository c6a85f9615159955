import type { ComponentChildren } from 'preact';
import { useScene } from '../../../app/scene';
import { Foreign } from '../../../kit/Foreign';
import { Icon, type IconName } from '../../../kit/Icon';
import { TimeText } from '../../../kit/TimeText';
import type { Delivery, Notification } from '../../../panels/problems/life';
import { formatNumber } from '../../../text/format';
import { at } from '../text';

const events = [
  'opened',
  'reminder',
  'resolved',
  'flapping',
  'silence-ended',
  'returned',
  'acknowledged',
  'report',
  'test',
] as const;
const results = ['waiting', 'delivered', 'refused', 'given-up', 'withdrawn'] as const;
const pills: Readonly<Record<(typeof results)[number], readonly [kind: string, icon: IconName]>> = {
  waiting: ['running', 'pending'],
  delivered: ['success', 'check'],
  refused: ['failed', 'down'],
  'given-up': ['failed', 'down'],
  withdrawn: ['idle', 'cancelled'],
};

/** Who was told of a problem: by which channel, when, how long that took, and what the channel answered. */
export const Deliveries = ({ notifications }: { readonly notifications: readonly Notification[] }) =>
  notifications.length === 0 ? (
    <p class="quiet">{at('delivery.none')}</p>
  ) : (
    <DeliveryTable
      about={at('delivery.channel')}
      deliveries={notifications}
      subject={({ channel }) =>
        channel === null ? <span class="quiet">{at('delivery.deleted')}</span> : <Foreign text={channel} />
      }
    />
  );

interface TableProps<T extends Delivery> {
  /** The heading of the first column. */
  readonly about: string;
  readonly deliveries: readonly T[];
  /** What stands in the first column. */
  subject(delivery: T): ComponentChildren;
}

const columns = ['event', 'at', 'result', 'answer'] as const;

/** Messages, in the order in which they are given. */
export function DeliveryTable<T extends Delivery>({ about, deliveries, subject }: TableProps<T>) {
  const { nowMs } = useScene();
  return (
    <table class="list-table">
      <thead>
        <tr>
          {[about, ...columns.map((column) => at(`delivery.${column}`))].map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {deliveries.map((one, place) => (
          // Several may be of one moment.
          <tr key={place}>
            <td data-label={about}>{subject(one)}</td>
            <td data-label={at('delivery.event')}>
              <span>{eventText(one.event)}</span>
            </td>
            <td data-label={at('delivery.at')}>
              <TimeText atMs={one.atMs} nowMs={nowMs} />
            </td>
            <td data-label={at('delivery.result')}>
              <Result delivery={one} />
            </td>
            <td data-label={at('delivery.answer')}>{one.answer !== null && <Foreign text={one.answer} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function eventText(event: string): string {
  const known = events.find((one) => one === event);
  return known ? at(`event.${known}`) : event;
}

function Result({ delivery }: { readonly delivery: Delivery }) {
  const { nowMs } = useScene();
  const { result, attempts, lastAttemptMs, endedAtMs } = delivery;
  const known = results.find((one) => one === result);
  const [kind, icon] = known ? pills[known] : (['idle', 'unknown'] as const);
  return (
    <span>
      <span class={`pill pill-${kind}`}>
        <Icon name={icon} /> {known ? at(`result.${known}`) : <Foreign text={result} />}
      </span>
      <span class="list-detail figures">
        {endedAtMs !== null && (
          <>
            <TimeText atMs={endedAtMs} nowMs={nowMs} />
            {lastAttemptMs !== null && ` · `}
          </>
        )}
        {lastAttemptMs !== null && at('delivery.took', { ms: formatNumber(lastAttemptMs) })}
        {attempts > 1 && ` · ${at('delivery.attempts', { count: attempts })}`}
      </span>
    </span>
  );
}
