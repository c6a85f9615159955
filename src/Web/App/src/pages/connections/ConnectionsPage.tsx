import { useMemo, useState } from 'preact/hooks';
import { useScene } from '../../app/scene';
import { addressOf } from '../../contract/address';
import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { formatNumber, formatTime } from '../../text/format';
import { t } from '../../text/text';
import { ConnectionRow } from './ConnectionRow';
import { type Column, firstOrder, orderBy, sorted } from './sort';
import { type Known, type ListFailure, useConnections } from './useConnections';

const columns: readonly Column[] = ['user', 'address', 'transport', 'since', 'watches', 'lag', 'sent'];

/** For administrators: who is connected to the hub, how, and how far behind. */
export function ConnectionsPage() {
  const known = useConnections();
  const { connection } = useScene().state;
  // Once the hub says so too, the banner above the page offers the way back in.
  const failure = connection.kind === 'ended' ? null : known.failure;
  return (
    <main class="connections" aria-busy={!known.connections && !known.failure}>
      <div>
        <header class="connections-head">
          <h2>{t('connections.title')}</h2>
          {known.connections && <p class="quiet figures">{t('connections.asOf', { time: formatTime(known.atMs, 'time') })}</p>}
        </header>
        <div aria-live="polite">{failure && <Failure failure={failure} />}</div>
      </div>
      {known.connections && <Table known={known} />}
    </main>
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

function Failure({ failure: { kind, refusal } }: { readonly failure: ListFailure }) {
  const answered = { status: refusal?.status ?? '', detail: refusal?.detail ?? '' };
  return (
    <p class="banner banner-warn">
      <Icon name="warn" />
      <Foreign text={kind === 'forbidden' && refusal?.detail ? refusal.detail : t(`connections.${kind}`, answered)} />
      {kind === 'signed-out' && (
        <a
          class="btn btn-sm btn-primary"
          href={`${addressOf('/login')}?returnUrl=${encodeURIComponent(addressOf('/connections'))}`}
        >
          {t('banner.signIn')}
        </a>
      )}
    </p>
  );
}
