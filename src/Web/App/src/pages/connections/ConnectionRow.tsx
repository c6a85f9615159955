import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { formatBytes, formatDuration, formatNumber, formatTime } from '../../text/format';
import { isolated } from '../../text/isolated';
import { type TextName, t } from '../../text/text';
import type { Connection } from './connection';

interface Props {
  readonly connection: Connection;
  /** When it was so, by the hub's clock. */
  readonly atMs: number;
}

export function ConnectionRow({ connection, atMs }: Props) {
  return (
    <tr>
      <td data-label={t('connections.user')}>
        <Foreign kind="list-name" text={connection.user ?? t('common.unknown')} />
        <Foreign kind="connections-id quiet" text={connection.id} />
      </td>
      <td data-label={t('connections.address')}>
        <Foreign text={connection.remoteAddress ?? t('common.notAvailable')} />
      </td>
      <td data-label={t('connections.transport')}>
        <Foreign text={transports[connection.transport] ?? connection.transport} />{' '}
        <Foreign kind="quiet" text={connection.protocol} />
      </td>
      <td data-label={t('connections.since')}>
        <time dateTime={new Date(connection.connectedAtMs).toISOString()} title={formatTime(connection.connectedAtMs, 'full')}>
          {formatDuration(atMs - connection.connectedAtMs)}
        </time>
      </td>
      <td data-label={t('connections.watches')}>{connection.watches.map(isolated).join(', ') || t('common.allDaemons')}</td>
      <td data-label={t('connections.lag')}>
        <Lag connection={connection} />
      </td>
      <td data-label={t('connections.sent')}>
        {formatBytes(connection.bytesSent)}
        <span class="quiet">
          {' '}
          {t('connections.writes', { count: connection.writes, shown: formatNumber(connection.writes) })}
        </span>
      </td>
    </tr>
  );
}

const transports: Readonly<Record<string, string>> = {
  webSockets: 'WebSocket',
  serverSentEvents: 'Server-sent events',
  longPolling: 'Long polling',
};

/** From this lag on it is shown as a warning: the hub closes a subscriber that reads nothing for 10 s. */
const lateSeconds = 2;

function Lag({ connection }: { readonly connection: Connection }) {
  const { closing, paused, lagChanges, lagSeconds } = connection;
  if (closing || paused) {
    return <Pill kind="idle" icon="pause" text={closing ? 'connections.closing' : 'connections.paused'} />;
  }
  if (lagChanges === 0) {
    return <Pill kind="live" icon="check" text="connections.upToDate" />;
  }
  return (
    <>
      <Pill
        kind={lagSeconds > lateSeconds ? 'stale' : 'live'}
        icon={lagSeconds > lateSeconds ? 'slow' : 'check'}
        text="connections.behind"
      />
      <span class="quiet">
        {' '}
        {t('connections.lagOf', { seconds: formatNumber(lagSeconds, 1), count: lagChanges, shown: formatNumber(lagChanges) })}
      </span>
    </>
  );
}

interface PillProps {
  readonly kind: 'live' | 'stale' | 'idle';
  readonly icon: 'check' | 'slow' | 'pause';
  readonly text: TextName;
}

function Pill({ kind, icon, text }: PillProps) {
  return (
    <span class={`pill pill-${kind}`}>
      <Icon name={icon} /> {t(text)}
    </span>
  );
}
