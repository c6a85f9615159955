import { type PastRun, type PipelineHistory, parsePipelineHistory, parseRuns, type RunList } from '../contract/runs';
import type { AskFailure } from '../state/history/failure';
import { mostOfText, noFilters, type RunFilters, type RunQuestion } from '../state/runFilters';
import type { Period } from '../state/timeRange';
import { failureOf, getJson } from './getJson';

/** A page of runs. Never rejects: why there is no answer is one too. */
export const fetchRuns = (question: RunQuestion): Promise<RunList | AskFailure> => asked(getJson(addressOf(question), parseRuns));

/** The most runs that the host answers at once. */
const mostAtOnce = 200;

/** All runs of a time (of all daemons if none is named), page by page until there are `most` of them, or no more. A failure on the way is the answer. */
export async function fetchAllRuns(
  sources: readonly string[],
  period: Period,
  most: number,
  filters: RunFilters = noFilters,
): Promise<RunList | AskFailure> {
  const question = { source: null, sources, pipeline: null, filters, period };
  let list: RunList = { runs: [], next: null };
  do {
    const answer = await fetchRuns({ ...question, after: list.next, limit: Math.min(mostAtOnce, most - list.runs.length) });
    if ('kind' in answer) {
      return answer;
    }
    list = { runs: [...list.runs, ...answer.runs], next: answer.next };
  } while (list.next !== null && list.runs.length < most);
  return list;
}

/** A run as history keeps it; null if it does not, or cannot be asked. */
export async function fetchRun(source: string, id: string): Promise<PastRun | null> {
  const filters = { ...noFilters, text: id.slice(0, mostOfText) };
  const answer = await fetchRuns({ source, pipeline: null, filters, period: null, limit: mostAtOnce, after: null });
  return 'kind' in answer ? null : (answer.runs.find((run) => run.id === id) ?? null);
}

/** How a pipeline stands and what it did on each day; likewise. */
export const fetchPipeline = (source: string, id: string): Promise<PipelineHistory | AskFailure> =>
  asked(getJson(`/api/pipelines/${encodeURIComponent(source)}/${encodeURIComponent(id)}`, parsePipelineHistory));

const asked = <T>(answer: Promise<T>): Promise<T | AskFailure> => answer.catch(failureOf);

/** What narrows runs, for a query of the host. */
export function runsQuery({
  source,
  sources = [],
  pipeline,
  filters,
  period,
}: Omit<RunQuestion, 'limit' | 'after'>): URLSearchParams {
  const parameters: readonly (readonly [string, string | number | null])[] = [
    ['source', source],
    ...sources.map((one) => ['source', one] as const),
    ['pipeline', pipeline],
    ['status', filters.statuses.join(',') || null],
    ['text', filters.text || null],
    ['minSeconds', filters.minSeconds],
    ['minRows', filters.rows === 'some' ? 1 : null],
    ['maxRows', filters.rows === 'none' ? 0 : null],
    ['from', period && new Date(period.fromMs).toISOString()],
    ['to', period && new Date(period.toMs).toISOString()],
  ];
  const query = new URLSearchParams();
  for (const [name, value] of parameters) {
    if (value !== null) {
      query.append(name, String(value));
    }
  }
  return query;
}

function addressOf({ limit, after, ...narrowed }: RunQuestion): string {
  const query = runsQuery(narrowed);
  query.set('limit', String(limit));
  if (after !== null) {
    query.set('after', after);
  }
  return `/api/runs?${query}`;
}
