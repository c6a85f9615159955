import type { ExecutionData } from '../contract/messages';
import { decides, endedAtMs, endingOf, hasEnded } from './executions';
import { freshnessOf, shownHealth } from './freshness';
import { isFull } from './outOfView';
import { paceOf } from './pace';
import { type LateRun, lateRuns, type PipelineRuns, pipelines } from './runs';
import type { SourceView } from './sourceView';

/** A pipeline whose newest ended run failed. */
export interface FailingPipeline {
  readonly kind: 'failing';
  readonly source: string;
  readonly pipeline: PipelineRuns;
  readonly execution: ExecutionData;
  /** When the first failure in a row ended. */
  readonly sinceMs: number | null;
  /** Failures in a row, 1 or more. */
  readonly inARow: number;
  /** Whether there may be more of them: not all that are out of view are kept. */
  readonly mayBeMore: boolean;
  /** Whether the row may be longer than what is known: it has then lasted since before `sinceMs`. */
  readonly isOpenEnded: boolean;
  /** When the last good run ended; null where none is known. */
  readonly lastGoodMs: number | null;
}

/** A run that is late. */
export interface LatePipeline {
  readonly kind: 'late';
  readonly source: string;
  readonly pipeline: PipelineRuns;
  readonly late: LateRun;
  readonly sinceMs: number;
  readonly lastGoodMs: number | null;
}

/** A component of a daemon that says that it is not well. */
export interface UnhealthyComponent {
  readonly kind: 'component';
  readonly source: string;
  /** Its key among the daemon's components; null for the daemon's word on itself, without any of them. */
  readonly key: string | null;
  readonly name: string;
  readonly message: string | null;
  readonly sinceMs: number | null;
  /** Whether it already was so when this page first heard of it, and so since before `sinceMs`. */
  readonly isOpenEnded: boolean;
}

/** A daemon that cannot be reached, is silent, or answers only in part. */
export interface TroubledSource {
  readonly kind: 'source';
  readonly source: string;
  readonly freshness: 'down' | 'stale' | 'degraded';
  readonly error: string | null;
  readonly sinceMs: number | null;
}

export type Problem = TroubledSource | UnhealthyComponent | FailingPipeline | LatePipeline;

/** Everything of a daemon that needs somebody: the daemon itself, then components, then pipelines, each the longest first. */
export function problemsOf(view: SourceView, nowMs: number): readonly Problem[] {
  return [
    ...troubledSource(view, nowMs),
    ...unhealthyComponents(view, nowMs),
    ...failingPipelines(view),
    ...latePipelines(view, nowMs),
  ];
}

const urgency: readonly Problem['kind'][] = ['source', 'component', 'failing', 'late'];

/** Everything of several daemons that needs somebody, by kind before daemon: what is slow on one hides nothing that fails on another. */
export const problemsOfAll = (views: readonly SourceView[], nowMs: number): readonly Problem[] =>
  views
    .flatMap((view) => problemsOf(view, nowMs))
    .sort((left, right) => urgency.indexOf(left.kind) - urgency.indexOf(right.kind));

/** A key that stays the same as long as a problem does. */
export function problemKey(problem: Problem): string {
  switch (problem.kind) {
    case 'source':
      return `source/${problem.source}/${problem.freshness}`;
    case 'component':
      return `component/${problem.source}/${problem.key ?? ''}`;
    case 'failing':
      return `failing/${problem.source}/${problem.pipeline.id}`;
    case 'late':
      return `late/${problem.source}/${problem.late.execution.id}`;
  }
}

/** Since when nothing is known to have been wrong with a daemon that has no problems now. */
export interface Clear {
  readonly sinceMs: number;
  /** Whether it may have been longer: what came before is not in view. */
  readonly isAtLeast: boolean;
}

export function clearSince(view: SourceView): Clear {
  const troubleMs = Math.max(view.status?.sinceMs ?? view.knownSinceMs, ...lastTroublesMs(view));
  const knownMs = Math.max(runsKnownFromMs(view), ...componentsKnownFromMs(view));
  return knownMs > troubleMs ? { sinceMs: knownMs, isAtLeast: true } : { sinceMs: troubleMs, isAtLeast: false };
}

/** When what was wrong with pipelines, runs and components ended, as far as that is known. */
function lastTroublesMs(view: SourceView): readonly number[] {
  const recoveries = pipelines(view).flatMap(({ runs }) => recoveredAtMs(runs) ?? []);
  const lateEnds = pipelines(view).flatMap(({ runs, usualMs }) => runs.filter((run) => wasLate(run, usualMs)).map(endedAtMs));
  const changes = [...view.components.values()].filter(({ seen }) => seen).map(({ sinceMs }) => sinceMs);
  return [...recoveries, ...lateEnds.filter((endMs) => endMs !== null), ...changes];
}

/** Whether a run that has ended was late before it did, well as it may have ended. */
const wasLate = (run: ExecutionData, usualMs: number | null): boolean => hasEnded(run) && paceOf(run, usualMs, 0, null).isOver;

/** From when on all runs of a daemon are in view. A running one stays there past the limit: from its start on not all are. */
function runsKnownFromMs(view: SourceView): number {
  if (!isFull(view)) {
    return Number.NEGATIVE_INFINITY;
  }
  const startsMs = [...view.executions.values()].flatMap((run) => (run.status === 'running' ? [] : (run.startedAtMs ?? [])));
  return startsMs.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...startsMs);
}

/** From when on it is known how components are of which no change was seen: the hub has no past of them to tell. */
const componentsKnownFromMs = (view: SourceView): readonly number[] =>
  [...view.components.values()].filter(({ seen }) => !seen).map(({ sinceMs }) => sinceMs);

function troubledSource(view: SourceView, nowMs: number): readonly TroubledSource[] {
  const state = freshnessOf(view, nowMs);
  if (state !== 'down' && state !== 'stale' && state !== 'degraded') {
    return [];
  }
  const sinceMs = state === 'stale' ? view.observedAtMs : (view.status?.sinceMs ?? null);
  return [{ kind: 'source', source: view.name, freshness: state, error: view.status?.error ?? null, sinceMs }];
}

function unhealthyComponents(view: SourceView, nowMs: number): readonly UnhealthyComponent[] {
  const health = shownHealth(view, nowMs);
  if (!health || health.isDim) {
    return [];
  }
  const found: UnhealthyComponent[] = [];
  for (const [name, component] of health.value.components) {
    if (!component.healthy) {
      const change = view.components.get(name);
      found.push({
        kind: 'component',
        source: view.name,
        key: name,
        name: component.name,
        message: component.message,
        sinceMs: change?.sinceMs ?? null,
        isOpenEnded: change?.seen === false,
      });
    }
  }
  if (found.length === 0 && !health.value.healthy) {
    const { name } = view;
    found.push({ kind: 'component', source: name, key: null, name, message: health.error, sinceMs: null, isOpenEnded: false });
  }
  return found;
}

function failingPipelines(view: SourceView): readonly FailingPipeline[] {
  const failing: FailingPipeline[] = [];
  for (const pipeline of pipelines(view)) {
    const { failures, good } = endingOf(pipeline.runs);
    const [newest] = failures;
    const first = failures.at(-1);
    if (newest && first) {
      const isOpenEnded = good === null && isFull(view);
      failing.push({
        kind: 'failing',
        source: view.name,
        pipeline,
        execution: newest,
        sinceMs: endedAtMs(first),
        inARow: failures.length,
        mayBeMore: isOpenEnded || (failures.length > 1 && view.outOfView.has(first.id)),
        isOpenEnded,
        lastGoodMs: good && endedAtMs(good),
      });
    }
  }
  return failing.sort((left, right) => (left.sinceMs ?? 0) - (right.sinceMs ?? 0));
}

function latePipelines(view: SourceView, nowMs: number): readonly LatePipeline[] {
  return lateRuns(view, nowMs).flatMap((late) => {
    const pipeline = pipelines(view).find(({ id }) => id === late.execution.pipelineId);
    return pipeline
      ? [
          {
            kind: 'late' as const,
            source: view.name,
            pipeline,
            late,
            sinceMs: late.sinceMs,
            lastGoodMs: lastGoodMs(pipeline),
          },
        ]
      : [];
  });
}

function lastGoodMs({ runs }: PipelineRuns): number | null {
  const { good } = endingOf(runs);
  return good && endedAtMs(good);
}

/** When the newest good run that followed a failure ended. */
function recoveredAtMs(runs: readonly ExecutionData[]): number | null {
  const ended = runs.filter(decides);
  const failure = ended.findIndex((run) => run.status === 'failed');
  const recovery = failure > 0 ? ended[failure - 1] : undefined;
  return recovery ? endedAtMs(recovery) : null;
}
