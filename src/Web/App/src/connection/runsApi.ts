import { type PipelineHistory, parsePipelineHistory, parseRuns, type RunList } from '../contract/runs';
import type { AskFailure } from '../state/history/failure';
import type { RunQuestion } from '../state/runFilters';
import { failureOf, getJson } from './getJson';

/** A page of runs. Never rejects: why there is no answer is one too. */
export const fetchRuns = (question: RunQuestion): Promise<RunList | AskFailure> => asked(getJson(addressOf(question), parseRuns));

/** How a pipeline stands and what it did on each day; likewise. */
export const fetchPipeline = (source: string, id: string): Promise<PipelineHistory | AskFailure> =>
  asked(getJson(`/api/pipelines/${encodeURIComponent(source)}/${encodeURIComponent(id)}`, parsePipelineHistory));

const asked = <T>(answer: Promise<T>): Promise<T | AskFailure> => answer.catch(failureOf);

function addressOf({ source, pipeline, filters, period, limit, after }: RunQuestion): string {
  const parameters: readonly (readonly [string, string | number | null])[] = [
    ['source', source],
    ['pipeline', pipeline],
    ['status', filters.statuses.join(',') || null],
    ['text', filters.text || null],
    ['minSeconds', filters.minSeconds],
    ['minRows', filters.rows === 'some' ? 1 : null],
    ['maxRows', filters.rows === 'none' ? 0 : null],
    ['from', period && new Date(period.fromMs).toISOString()],
    ['to', period && new Date(period.toMs).toISOString()],
    ['limit', limit],
    ['after', after],
  ];
  const query = new URLSearchParams();
  for (const [name, value] of parameters) {
    if (value !== null) {
      query.set(name, String(value));
    }
  }
  return `/api/runs?${query}`;
}
