import { useScene } from '../../../app/scene';
import { Foreign } from '../../../kit/Foreign';
import { Icon, type IconName } from '../../../kit/Icon';
import { TimeText } from '../../../kit/TimeText';
import { formatNumber } from '../../../text/format';
import { at } from '../text';
import type { Notification } from './life';

const columns = ['channel', 'event', 'at', 'result', 'answer'] as const;
const events = ['opened', 'reminder', 'resolved', 'flapping', 'silence-ended', 'returned', 'acknowledged', 'test'] as const;
const results = ['waiting', 'delivered', 'refused', 'given-up', 'withdrawn'] as const;
const pills: Readonly<Record<(typeof results)[number], readonly [kind: string, icon: IconName]>> = {
  waiting: ['running', 'pending'],
  delivered: ['success', 'check'],
  refused: ['failed', 'down'],
  'given-up': ['failed', 'down'],
  withdrawn: ['idle', 'cancelled'],
};

/** Who was told of a problem: by which channel, when, how long that took, and what the channel answered. */
export function Deliveries({ notifications }: { readonly notifications: readonly Notification[] }) {
  const { nowMs } = useScene();
  if (notifications.length === 0) {
    return <p class="quiet">{at('delivery.none')}</p>;
  }
  return (
    <table class="list-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {at(`delivery.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {notifications.map((one, place) => (
          // One channel may be told of several things in one moment.
          <tr key={place}>
            <td data-label={at('delivery.channel')}>
              {one.channel === null ? <span class="quiet">{at('delivery.deleted')}</span> : <Foreign text={one.channel} />}
            </td>
            <td data-label={at('delivery.event')}>
              <span>{eventText(one.event)}</span>
            </td>
            <td data-label={at('delivery.at')}>
              <TimeText atMs={one.atMs} nowMs={nowMs} />
            </td>
            <td data-label={at('delivery.result')}>
              <Result notification={one} />
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

function Result({ notification }: { readonly notification: Notification }) {
  const { nowMs } = useScene();
  const { result, attempts, lastAttemptMs, endedAtMs } = notification;
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
