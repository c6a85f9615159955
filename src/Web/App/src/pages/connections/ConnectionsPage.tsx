import { useMemo } from 'preact/hooks';
import { HostFailureNote } from '../../app/HostFailureNote';
import { useScene } from '../../app/scene';
import { type HostData, useHostData } from '../../app/useHostData';
import { ListSkeleton } from '../../kit/ListSkeleton';
import { formatNumber, formatTime } from '../../text/format';
import { t } from '../../text/text';
import { ConnectionRow } from './ConnectionRow';
import { type Connections, parseConnections } from './connection';
import { columns, formatOrder, orderBy, parseOrder, sorted } from './sort';

const everyMs = 5000;

/** For administrators: who is connected to the hub, how, and how far behind. */
export function ConnectionsPage() {
  const known = useHostData('/api/connections', parseConnections, everyMs);
  const { value, failure } = known;
  return (
    <main class="connections" aria-busy={!value && !failure}>
      <header class="list-head">
        <h2>{t('connections.title')}</h2>
        {value && <p class="quiet figures">{t('connections.asOf', { time: formatTime(known.atMs, 'time') })}</p>}
      </header>
      <HostFailureNote failure={failure} isOfShown />
      {value ? <Table known={known} connections={value} /> : !failure && <ListSkeleton />}
    </main>
  );
}

interface TableProps {
  readonly known: HostData<Connections>;
  readonly connections: Connections;
}

function Table({ known: { atMs, failure }, connections: { open, connections } }: TableProps) {
  const { route, actions } = useScene();
  const order = useMemo(() => parseOrder(route.query), [route.query]);
  const rows = useMemo(() => sorted(connections, order), [connections, order]);
  return (
    <section class={`card ${failure ? 'is-dim' : ''}`}>
      <p class="connections-count figures">
        <strong>{t('connections.open', { count: open, shown: formatNumber(open) })}</strong>
        {rows.length < open && <span class="quiet"> {t('connections.furthest', { shown: formatNumber(rows.length) })}</span>}
      </p>
      <table class="list-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                aria-sort={order.column === column ? (order.descending ? 'descending' : 'ascending') : 'none'}
              >
                <button type="button" onClick={() => actions.navigate({ query: formatOrder(orderBy(order, column)) })}>
                  {t(`connections.${column}`)}
                  <span class="connections-order" aria-hidden="true">
                    {order.column === column ? (order.descending ? '↓' : '↑') : ''}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((connection) => (
            <ConnectionRow key={connection.id} connection={connection} atMs={atMs} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
