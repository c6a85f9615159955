import { useMemo, useState } from 'preact/hooks';
import { Icon } from '../../kit/Icon';
import { Mark } from '../../kit/Mark';
import { formatNumber, formatTime } from '../../text/format';
import { t } from '../../text/text';
import { ConnectionRow } from './ConnectionRow';
import { type Column, firstOrder, orderBy, sorted } from './sort';
import { type Known, useConnections } from './useConnections';

const columns: readonly Column[] = ['user', 'address', 'transport', 'since', 'watches', 'lag', 'sent'];

/** For administrators: who is connected to the hub, how, and how far behind. */
export function ConnectionsPage() {
  const known = useConnections();
  return (
    <div class="connections">
      <header class="connections-head">
        <a class="connections-home" href="/">
          <Mark size={24} />
          <span>{t('common.product')}</span>
        </a>
        <h1>{t('connections.title')}</h1>
        {known.connections && <p class="quiet figures">{t('connections.asOf', { time: formatTime(known.atMs, 'time') })}</p>}
      </header>
      <main aria-busy={!known.connections && !known.failure}>
        <div aria-live="polite">{known.failure && <Failure failure={known.failure} />}</div>
        {known.connections && <Table known={known} />}
      </main>
    </div>
  );
}

function Table({ known }: { readonly known: Known }) {
  const [order, setOrder] = useState(firstOrder);
  const { connections, atMs, failure } = known;
  const rows = useMemo(() => sorted(connections?.connections ?? [], order), [connections, order]);
  const open = connections?.open ?? 0;
  return (
    <section class={`card ${failure ? 'is-dim' : ''}`}>
      <p class="connections-count figures">
        <strong>{t('connections.open', { count: open, shown: formatNumber(open) })}</strong>
        {rows.length < open && <span class="quiet"> {t('connections.furthest', { shown: formatNumber(rows.length) })}</span>}
      </p>
      <table class="connections-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                aria-sort={order.column === column ? (order.descending ? 'descending' : 'ascending') : 'none'}
              >
                <button type="button" onClick={() => setOrder(orderBy(order, column))}>
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

function Failure({ failure }: { readonly failure: NonNullable<Known['failure']> }) {
  return (
    <p class="banner banner-warn">
      <Icon name="warn" />
      <span>{t(`connections.${failure}`)}</span>
      {failure === 'signed-out' && (
        <a class="btn btn-sm btn-primary" href="/login?returnUrl=%2Fconnections">
          {t('banner.signIn')}
        </a>
      )}
    </p>
  );
}
