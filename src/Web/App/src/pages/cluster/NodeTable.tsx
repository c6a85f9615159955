import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { formatDuration, formatNumber, formatTime } from '../../text/format';
import { t } from '../../text/text';
import type { Cluster, ClusterNode } from './cluster';
import { ct } from './text';

interface Props {
  readonly cluster: Cluster;
  /** When it was so, by the hub's clock. */
  readonly atMs: number;
}

const columns = ['name', 'roles', 'version', 'started', 'clock', 'lag'] as const;

/** A process says every 2 s that it is there. */
const silentAfterSeconds = 5;

export function NodeTable({ cluster, atMs }: Props) {
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
        {cluster.nodes.map((node) => (
          <NodeRow key={node.id} node={node} isOwn={node.id === cluster.node} atMs={atMs} />
        ))}
      </tbody>
    </table>
  );
}

function NodeRow({ node, isOwn, atMs }: { readonly node: ClusterNode; readonly isOwn: boolean; readonly atMs: number }) {
  return (
    <tr>
      <td data-label={ct('cluster.name')}>
        <Foreign kind="list-name" text={node.name} />
        {isOwn && <span class="quiet"> {ct('cluster.thisOne')}</span>}
      </td>
      <td data-label={ct('cluster.roles')}>{node.roles.map(roleName).join(', ')}</td>
      <td data-label={ct('cluster.version')}>
        <Foreign text={node.version} />
      </td>
      <td data-label={ct('cluster.started')}>
        <time dateTime={new Date(node.startedAtMs).toISOString()} title={formatTime(node.startedAtMs, 'full')}>
          {formatDuration(Math.max(0, atMs - node.startedAtMs))}
        </time>
      </td>
      <td data-label={ct('cluster.clock')}>
        {node.clockOffsetMs === null
          ? t('common.notAvailable')
          : ct('cluster.clockOf', { seconds: formatNumber(node.clockOffsetMs / 1000, 2) })}
      </td>
      <td data-label={ct('cluster.lag')}>
        <Lag node={node} />
      </td>
    </tr>
  );
}

function Lag({ node: { silentSeconds, lagChanges } }: { readonly node: ClusterNode }) {
  if (silentSeconds > silentAfterSeconds) {
    return (
      <span class="pill pill-stale">
        <Icon name="slow" /> {ct('cluster.silent', { seconds: formatNumber(silentSeconds, 0) })}
      </span>
    );
  }
  if (lagChanges === null) {
    return <>{t('common.notAvailable')}</>;
  }
  return (
    <span class="pill pill-live">
      <Icon name="check" />{' '}
      {lagChanges === 0 ? ct('cluster.upToDate') : ct('cluster.lagOf', { count: lagChanges, shown: formatNumber(lagChanges) })}
    </span>
  );
}

const roles = ['hub', 'collector', 'evaluator'] as const;

function roleName(role: string): string {
  const known = roles.find((name) => name === role);
  return known ? ct(`roles.${known}`) : role;
}
