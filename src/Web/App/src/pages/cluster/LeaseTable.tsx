import { Foreign } from '../../kit/Foreign';
import { formatNumber } from '../../text/format';
import { isolated } from '../../text/isolated';
import { type Cluster, type Lease, nameOf } from './cluster';
import { ct } from './text';

const columns = ['work', 'holder', 'epoch', 'left'] as const;

export function LeaseTable({ cluster }: { readonly cluster: Cluster }) {
  if (cluster.leases.length === 0) {
    return <p>{ct('cluster.noLeases')}</p>;
  }
  return (
    <table class="list-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {ct(`cluster.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cluster.leases.map((lease) => (
          <LeaseRow key={`${lease.kind} ${lease.source}`} cluster={cluster} lease={lease} />
        ))}
      </tbody>
    </table>
  );
}

function LeaseRow({ cluster, lease }: { readonly cluster: Cluster; readonly lease: Lease }) {
  const { source, holder, epoch, leftSeconds } = lease;
  return (
    <tr>
      <td data-label={ct('cluster.work')}>
        {source === null ? ct('cluster.evaluates') : ct('cluster.watches', { source: isolated(source) })}
      </td>
      <td data-label={ct('cluster.holder')}>
        {holder === null ? ct('cluster.nobody') : <Foreign text={nameOf(cluster, holder)} />}
      </td>
      <td data-label={ct('cluster.epoch')}>{epoch}</td>
      <td data-label={ct('cluster.left')}>
        {holder !== null && ct('cluster.leftOf', { seconds: formatNumber(leftSeconds, 1) })}
      </td>
    </tr>
  );
}
