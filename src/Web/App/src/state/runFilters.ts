import type { ExecutionData, ExecutionStatus } from '../contract/messages';
import type { Period } from './timeRange';

/** What is asked of the runs that are kept. */
export interface RunFilters {
  /** Part of a pipeline's name or id, of a run's id or of an error, in any case; empty: all. */
  readonly text: string;
  /** Empty: all. */
  readonly statuses: readonly ExecutionStatus[];
  readonly minSeconds: number | null;
  /** `none`: those that told 0 rows, `some`: 1 or more; null: all. */
  readonly rows: 'none' | 'some' | null;
}

export interface RunQuestion {
  readonly source: string | null;
  /** In place of one daemon several; empty or left out: all. */
  readonly sources?: readonly string[];
  readonly pipeline: string | null;
  readonly filters: RunFilters;
  /** When they started; null: at any time. */
  readonly period: Period | null;
  readonly limit: number;
  /** What the page before gave; null for the first one. */
  readonly after: string | null;
}

export const allStatuses: readonly ExecutionStatus[] = ['running', 'failed', 'success', 'cancelled', 'pending', 'unknown'];
/** The longest text that the host searches for. */
export const mostOfText = 200;

export const noFilters: RunFilters = { text: '', statuses: [], minSeconds: null, rows: null };

/** The filters that an address names; what it names wrongly is left out. */
export function parseFilters(query: string): RunFilters {
  const own = new URLSearchParams(query);
  const named = (own.get('status') ?? '').split(',');
  const seconds = Number(own.get('minSeconds') ?? Number.NaN);
  const rows = own.get('rows');
  return {
    text: (own.get('text') ?? '').slice(0, mostOfText),
    statuses: allStatuses.filter((status) => named.includes(status)),
    minSeconds: Number.isInteger(seconds) && seconds > 0 ? seconds : null,
    rows: rows === 'none' || rows === 'some' ? rows : null,
  };
}

/** The part of an address that names filters; empty for none. */
export const formatFilters = ({ text, statuses, minSeconds, rows }: RunFilters): string =>
  new URLSearchParams({
    ...(text === '' ? {} : { text }),
    ...(statuses.length === 0 ? {} : { status: statuses.join(',') }),
    ...(minSeconds === null ? {} : { minSeconds: String(minSeconds) }),
    ...(rows === null ? {} : { rows }),
  }).toString();

export const areNone = (filters: RunFilters): boolean => formatFilters(filters) === '';

/** Whether a run that was pushed is one of those asked for, as the host would judge. */
export function matches(run: ExecutionData, { source, sources = [], pipeline, filters, period }: RunQuestion): boolean {
  const { startedAtMs } = run;
  return (
    (source === null || run.source === source) &&
    (sources.length === 0 || sources.includes(run.source)) &&
    (pipeline === null || run.pipelineId === pipeline) &&
    (filters.statuses.length === 0 || filters.statuses.includes(run.status)) &&
    (filters.minSeconds === null || (run.durationSeconds ?? 0) >= filters.minSeconds) &&
    hasRows(run, filters.rows) &&
    (period === null || (startedAtMs !== null && startedAtMs >= period.fromMs && startedAtMs < period.toMs)) &&
    holdsText(run, filters.text)
  );
}

function hasRows({ recordsProcessed }: ExecutionData, rows: RunFilters['rows']): boolean {
  return rows === null || (recordsProcessed !== null && (rows === 'none' ? recordsProcessed === 0 : recordsProcessed > 0));
}

function holdsText({ pipelineName, pipelineId, id, errorMessage }: ExecutionData, text: string): boolean {
  const wanted = text.toLowerCase();
  return [pipelineName, pipelineId, id, errorMessage ?? ''].some((place) => place.toLowerCase().includes(wanted));
}
