import { parseOutcomes } from '../contract/outcomes';
import * as read from '../contract/read';
import { countsOf, type LateRun, type PastCounts } from '../state/history/pastCounts';
import { getJson } from './getJson';

const hourMs = 60 * 60_000;
const mostAtOnce = 200;

/** What the figures of runs of some daemons (all, if none is named) were in the last hour. Rejects if the host does not answer. */
export async function fetchPastCounts(sources: readonly string[], nowMs: number): Promise<ReadonlyMap<string, PastCounts>> {
  const [outcomes, late] = await Promise.all([
    getJson(`/api/runs/outcomes?${named(sources)}`, parseOutcomes),
    fetchLate(sources, nowMs),
  ]);
  return countsOf(outcomes, late);
}

async function fetchLate(sources: readonly string[], nowMs: number): Promise<readonly LateRun[]> {
  const query = named(sources);
  query.set('state', 'all');
  query.append('kind', 'slow');
  query.append('kind', 'stuck');
  query.set('from', new Date(nowMs - hourMs).toISOString());
  query.set('to', new Date(nowMs).toISOString());
  query.set('limit', String(mostAtOnce));
  const runs: LateRun[] = [];
  for (let isOver = false; !isOver; ) {
    const page = await getJson(`/api/problems?${query}`, parsePage);
    runs.push(...page.runs);
    query.set('after', page.next ?? '');
    isOver = page.next === null;
  }
  return runs;
}

const named = (sources: readonly string[]): URLSearchParams => new URLSearchParams(sources.map((source) => ['source', source]));

function parsePage(sent: unknown): { readonly runs: readonly LateRun[]; readonly next: string | null } {
  const from = read.fields(sent, 'problems');
  return { runs: read.items(from, 'problems', parseLate), next: read.textOrNull(from, 'next') };
}

function parseLate(sent: unknown): LateRun {
  const from = read.fields(sent, 'problem');
  return {
    source: read.text(from, 'source'),
    sinceMs: read.time(from, 'since'),
    resolvedAtMs: read.timeOrNull(from, 'resolvedAt'),
  };
}
