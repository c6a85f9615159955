import * as read from '../../contract/read';

export const clusterPath = '/api/cluster';

/** Something that a person should look at. */
export interface Finding {
  /** What, such as `clock`; there may be codes that this page does not know. */
  readonly code: string;
  /** In English, for codes that this page does not know. */
  readonly text: string;
  readonly values: ReadonlyMap<string, string>;
}

/** One process of the installation. */
export interface ClusterNode {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly version: string;
  readonly startedAtMs: number;
  /** How long ago it was heard. */
  readonly silentSeconds: number;
  /** How far its clock is ahead of that of Redis; null if that is not known. */
  readonly clockOffsetMs: number | null;
  /** Changes that it had not read; null if that is not known. */
  readonly lagChanges: number | null;
}

/** Who does what. */
export interface Lease {
  readonly kind: string;
  /** The daemon that is watched; null for the evaluator. */
  readonly source: string | null;
  /** The id of the process that holds it; null if nobody does. */
  readonly holder: string | null;
  readonly epoch: number;
  readonly leftSeconds: number;
}

/** The processes of the installation, as `GET /api/cluster` tells. */
export interface Cluster {
  /** Whether several may share the live state. */
  readonly shared: boolean;
  /** The id of the process that answered. */
  readonly node: string;
  readonly findings: readonly Finding[];
  readonly nodes: readonly ClusterNode[];
  readonly leases: readonly Lease[];
}

export function parseCluster(sent: unknown): Cluster {
  const from = read.fields(sent, 'cluster');
  return {
    shared: read.flag(from, 'shared'),
    node: read.text(from, 'node'),
    findings: read.items(from, 'findings', parseFinding),
    nodes: read.items(from, 'nodes', parseNode),
    leases: read.items(from, 'leases', parseLease),
  };
}

function parseFinding(sent: unknown): Finding {
  const from = read.fields(sent, 'finding');
  return { code: read.text(from, 'code'), text: read.text(from, 'text'), values: read.texts(from, 'values') };
}

function parseNode(sent: unknown): ClusterNode {
  const from = read.fields(sent, 'node');
  return {
    id: read.text(from, 'id'),
    name: read.text(from, 'name'),
    roles: read.list(from, 'roles'),
    version: read.text(from, 'version'),
    startedAtMs: read.time(from, 'startedAt'),
    silentSeconds: read.number(from, 'silentSeconds'),
    clockOffsetMs: read.numberOrNull(from, 'clockOffsetMs'),
    lagChanges: read.numberOrNull(from, 'lagChanges'),
  };
}

function parseLease(sent: unknown): Lease {
  const from = read.fields(sent, 'lease');
  return {
    kind: read.text(from, 'kind'),
    source: read.textOrNull(from, 'source'),
    holder: read.textOrNull(from, 'holder'),
    epoch: read.number(from, 'epoch'),
    leftSeconds: read.number(from, 'leftSeconds'),
  };
}

/** The name of the process with an id, which begins with it; the id where several have that name. */
export function nameOf({ nodes }: Cluster, id: string): string {
  const name = nodes.find((node) => node.id === id)?.name ?? id.split('/')[0] ?? id;
  return nodes.filter((node) => node.name === name).length > 1 ? id : name;
}
