import { HostFailureNote } from '../../app/HostFailureNote';
import { useHostData } from '../../app/useHostData';
import { Icon } from '../../kit/Icon';
import { ListSkeleton } from '../../kit/ListSkeleton';
import { formatTime } from '../../text/format';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';
import { type Cluster, clusterPath, type Finding, parseCluster } from './cluster';
import { LeaseTable } from './LeaseTable';
import { NodeTable } from './NodeTable';
import { ct } from './text';

const everyMs = 5000;

/** For administrators: the processes of the installation, who does what, and what does not fit together. */
export function ClusterPage() {
  const { value, failure, atMs } = useHostData(clusterPath, parseCluster, everyMs);
  return (
    <main class="cluster" aria-busy={!value && !failure}>
      <header class="list-head">
        <h2>{t('cluster.title')}</h2>
        {value && <p class="quiet figures">{ct('cluster.asOf', { time: formatTime(atMs, 'time') })}</p>}
      </header>
      <HostFailureNote failure={failure} isOfShown />
      {value ? <Standing cluster={value} atMs={atMs} isOld={failure !== null} /> : !failure && <ListSkeleton />}
    </main>
  );
}

interface StandingProps {
  readonly cluster: Cluster;
  readonly atMs: number;
  readonly isOld: boolean;
}

function Standing({ cluster, atMs, isOld }: StandingProps) {
  const dimmed = `card ${isOld ? 'is-dim' : ''}`;
  return (
    <>
      {cluster.findings.length > 0 && (
        <ul class="list-unstyled">
          {cluster.findings.map((finding) => (
            <li key={finding.text} class="alert alert-warning">
              <Icon name="warn" /> {textOf(finding)}
            </li>
          ))}
        </ul>
      )}
      {!cluster.shared && (
        <section class="card empty">
          <h3>{ct('cluster.alone')}</h3>
          <p>{ct('cluster.aloneHint')}</p>
        </section>
      )}
      <section class={dimmed} aria-labelledby="processes-title">
        <h3 id="processes-title" class="card-title">
          {ct('cluster.processes')}
        </h3>
        <NodeTable cluster={cluster} atMs={atMs} />
      </section>
      {cluster.shared && (
        <section class={dimmed} aria-labelledby="leases-title">
          <h3 id="leases-title" class="card-title">
            {ct('cluster.leases')}
          </h3>
          <LeaseTable cluster={cluster} />
        </section>
      )}
    </>
  );
}

const known = ['clock', 'settings', 'same-name', 'versions', 'redis-away', 'no-evaluator'] as const;

function textOf({ code, text, values }: Finding): string {
  const own = known.find((name) => name === code);
  return own ? ct(`findings.${own}`, Object.fromEntries([...values].map(([name, value]) => [name, isolated(value)]))) : text;
}
