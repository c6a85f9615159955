import type { ExecutionData, ExecutionStatus, PipelineStatus, Problem } from '../contract/messages';
import { durationMs, newestFirst } from './executions';
import { knownRuns } from './outOfView';
import { lateRuns } from './problems';
import { usualMs } from './runs';
import type { Runs, SourceView } from './sourceView';

/** A row of the table of executions. The same object for as long as nothing of it changed. */
export interface ExecutionRow {
  /** Unique over all daemons. */
  readonly key: string;
  readonly execution: ExecutionData;
  /** How long a run of its pipeline usually takes; null if that cannot be told. */
  readonly usualMs: number | null;
  /** The run's open problem of kind `slow` or `stuck`, or null. */
  readonly late: Problem | null;
}

/** How a row stands: what the daemon says of the run, or that it is slow or stuck; `late` is either. */
export type RowStatus = ExecutionStatus | LateStatus;
export type LateStatus = 'stuck' | 'slow' | 'late';

export const rowStatuses: readonly RowStatus[] = [
  'failed',
  'running',
  'success',
  'stuck',
  'slow',
  'late',
  'pending',
  'cancelled',
  'unknown',
];

/** How a late run stands, as the problem says; null if it is not late. */
export const lateStatus = (late: Problem | null): 'stuck' | 'slow' | null =>
  late === null ? null : late.kind === 'stuck' ? 'stuck' : 'slow';

/** Everything that a row counts as: a run that is late also runs. */
export function statusesOf({ execution: { status }, late }: ExecutionRow): readonly RowStatus[] {
  const own = lateStatus(late);
  return own === null ? [status] : [status, own, 'late'];
}

export const columns = ['status', 'pipeline', 'daemon', 'start', 'duration', 'rows', 'trigger'] as const;
export type Column = (typeof columns)[number];

/** Columns whose values change while a run is running, and with them the order. */
export const movingColumns: readonly Column[] = ['duration', 'rows'];

/** Which rows are shown, and in which order. */
export interface TableQuery {
  readonly status: RowStatus | null;
  /** Part of a pipeline's name, or of the id of a pipeline or an execution. */
  readonly text: string;
  readonly sort: Column;
  readonly descending: boolean;
}

export const newestQuery: TableQuery = { status: null, text: '', sort: 'start', descending: true };

interface KnownRows {
  readonly pipelines: ReadonlyMap<string, PipelineStatus>;
  readonly late: ReadonlyMap<string, Problem>;
  readonly rows: readonly ExecutionRow[];
}

const known = new WeakMap<Runs, KnownRows>();
const rows = new WeakMap<ExecutionData, ExecutionRow>();

export const rowKey = (source: string, id: string): string => `${source}/${id}`;

/** The rows of one daemon, in no order. Worked out once for each state of its runs, pipelines and late runs. */
export function rowsOf(view: SourceView): readonly ExecutionRow[] {
  const runs = knownRuns(view);
  const pipelines = view.pipelines.values;
  const late = lateRuns(view);
  const before = known.get(runs);
  if (before?.pipelines === pipelines && before.late === late) {
    return before.rows;
  }
  const found = [...runs.values()].map((run) => rowOf(run, usualMs(view, run.pipelineId), late.get(run.id) ?? null));
  known.set(runs, { pipelines, late, rows: found });
  return found;
}

function rowOf(execution: ExecutionData, usualMs: number | null, late: Problem | null): ExecutionRow {
  const before = rows.get(execution);
  if (before?.usualMs === usualMs && before.late === late) {
    return before;
  }
  const row = { key: rowKey(execution.source, execution.id), execution, usualMs, late };
  rows.set(execution, row);
  return row;
}

/** How many rows there are of each status; statuses without any are absent. One that is late counts as running too. */
export function countByStatus(all: readonly ExecutionRow[]): ReadonlyMap<RowStatus, number> {
  const counts = new Map<RowStatus, number>();
  for (const status of all.flatMap(statusesOf)) {
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}

/** The rows that have a text in the name of their pipeline, or in its id or their own. */
export function named(all: readonly ExecutionRow[], text: string): readonly ExecutionRow[] {
  const needle = folded(text.trim());
  return needle === '' ? all : all.filter(({ execution }) => isNamed(execution, needle));
}

/** The rows that a query asks for, in its order. Running ones are as long as they have taken up to `nowMs`. */
export function queried(all: readonly ExecutionRow[], query: TableQuery, nowMs: number): readonly ExecutionRow[] {
  const { status } = query;
  const found = named(all, query.text).filter((row) => status === null || statusesOf(row).includes(status));
  const compare = comparers[query.sort];
  const sign = query.descending ? -1 : 1;
  return found.sort((left, right) => compare(left, right, nowMs, sign) || newestFirst(left.execution, right.execution));
}

/** The query after a click on a column's head: the other way round, or by that column, the most telling end of it first. */
export function sortedBy(query: TableQuery, column: Column): TableQuery {
  if (query.sort === column) {
    return { ...query, descending: !query.descending };
  }
  return { ...query, sort: column, descending: column === 'start' || column === 'duration' || column === 'rows' };
}

const isNamed = ({ pipelineName, pipelineId, id }: ExecutionData, needle: string): boolean =>
  [pipelineName, pipelineId, id].some((name) => folded(name).includes(needle));

const folded = (text: string): string => text.toLowerCase();

/** What needs somebody comes first. */
const urgency: readonly RowStatus[] = ['failed', 'stuck', 'slow', 'running', 'pending', 'unknown', 'cancelled', 'success'];

const urgencyOf = ({ execution, late }: ExecutionRow): number => urgency.indexOf(lateStatus(late) ?? execution.status);

type Comparer = (left: ExecutionRow, right: ExecutionRow, nowMs: number, sign: number) => number;

const byRun =
  (compare: (left: ExecutionData, right: ExecutionData, nowMs: number, sign: number) => number): Comparer =>
  (left, right, nowMs, sign) =>
    compare(left.execution, right.execution, nowMs, sign);

const comparers: Readonly<Record<Column, Comparer>> = {
  status: (left, right, _, sign) => sign * (urgencyOf(left) - urgencyOf(right)),
  pipeline: byRun((left, right, _, sign) => sign * left.pipelineName.localeCompare(right.pipelineName)),
  daemon: byRun((left, right, _, sign) => sign * left.source.localeCompare(right.source)),
  start: byRun((left, right, _, sign) => byFigure(left.startedAtMs, right.startedAtMs, sign)),
  duration: byRun((left, right, nowMs, sign) => byFigure(durationMs(left, nowMs), durationMs(right, nowMs), sign)),
  rows: byRun((left, right, _, sign) => byFigure(left.recordsProcessed, right.recordsProcessed, sign)),
  trigger: byRun((left, right, _, sign) => byText(left.triggeredBy, right.triggeredBy, sign)),
};

/** What is not known comes last, whichever way the rest is sorted. */
function byFigure(left: number | null, right: number | null, sign: number): number {
  return left === null || right === null ? unknownLast(left, right) : sign * (left - right);
}

function byText(left: string | null, right: string | null, sign: number): number {
  return left === null || right === null ? unknownLast(left, right) : sign * left.localeCompare(right);
}

const unknownLast = (left: unknown, right: unknown): number => Number(left === null) - Number(right === null);
