import type {
  ExecutionData,
  Heartbeat,
  Incoming,
  ProblemResolved,
  Removal,
  SourceMessage,
  SourceStatus,
} from '../contract/messages';
import { clearAfter, clearAtLeastSince } from './clear';
import { trimmed } from './executions';
import { isNewer, noValues, without, withoutValue, withRemoval, withValue } from './keyed';
import { isFull, keptOutOfView, knownRuns } from './outOfView';
import { appended } from './sampling';
import type { Runs, SourceView } from './sourceView';

/** How far ahead of the hub's clock news may be before it is held that this clock was set back since. */
const clockSlackMs = 5000;

export function newSource(name: string, before?: SourceView): SourceView {
  return {
    name,
    status: null,
    stats: null,
    health: null,
    executions: new Map(),
    outOfView: before ? knownRuns(before) : new Map(),
    removed: new Map(),
    pipelines: noValues(),
    problems: noValues(),
    evaluatedAtMs: null,
    // When a problem ended that is gone after a new connection, nobody says.
    clear: before && before.problems.values.size === 0 ? before.clear : null,
    complete: false,
    observedAtMs: null,
    runsObservedAtMs: before?.runsObservedAtMs ?? null,
    delayMs: null,
    series: before?.series ?? [],
  };
}

/**
 * Takes in one message; the same view if it is older than what is held. `isEvaluated`: whether problems are being looked for, without which
 * the series has no figures of them.
 */
export function take(view: SourceView, incoming: Incoming, receivedAtMs: number, isEvaluated = true): SourceView {
  const taken = takeValue(view, incoming, receivedAtMs);
  if (taken === view && incoming.kind !== 'heartbeat') {
    return view;
  }
  return sampled(observed(taken, incoming.message, receivedAtMs), receivedAtMs, isEvaluated);
}

function takeValue(view: SourceView, incoming: Incoming, receivedAtMs: number): SourceView {
  switch (incoming.kind) {
    case 'status':
      return isNewer(incoming.message, view.status) ? takeStatus(view, incoming.message) : view;
    case 'stats':
      return isNewer(incoming.message, view.stats) ? { ...view, stats: incoming.message } : view;
    case 'health':
      return isNewer(incoming.message, view.health) ? { ...view, health: incoming.message } : view;
    case 'execution':
      return takeExecution(view, incoming.message);
    case 'removed':
      return takeRemoval(view, incoming.message);
    case 'pipeline':
      return withPipelines(view, withValue(view.pipelines, incoming.message));
    case 'pipelineRemoved':
      return withPipelines(view, withoutValue(view.pipelines, incoming.message));
    case 'problem':
      return withProblems(view, withValue(view.problems, incoming.message));
    case 'problemResolved':
      return takeResolved(view, incoming.message);
    case 'heartbeat':
      return withoutGone(completed(evaluated(view, incoming.message, receivedAtMs)));
  }
}

const withPipelines = (view: SourceView, pipelines: SourceView['pipelines']): SourceView =>
  pipelines === view.pipelines ? view : { ...view, pipelines };

const withProblems = (view: SourceView, problems: SourceView['problems']): SourceView =>
  problems === view.problems ? view : { ...view, problems };

function takeResolved(view: SourceView, resolved: ProblemResolved): SourceView {
  const problems = withoutValue(view.problems, resolved);
  return problems === view.problems ? view : { ...view, problems, clear: clearAfter(view.clear, resolved.resolvedAtMs) };
}

function evaluated(view: SourceView, { evaluatedAtMs }: Heartbeat, receivedAtMs: number): SourceView {
  if (evaluatedAtMs === null) {
    return view;
  }
  return { ...view, evaluatedAtMs, clear: view.clear ?? clearAtLeastSince(Math.min(evaluatedAtMs, receivedAtMs)) };
}

const completed = (view: SourceView): SourceView =>
  view.complete ? view : withRuns({ ...view, complete: true }, view.executions);

/** Where everything that the daemon has is in view, what is not does not exist any more. */
const withoutGone = (view: SourceView): SourceView =>
  view.outOfView.size > 0 && tellsRuns(view) && !isFull(view) ? { ...view, outOfView: new Map() } : view;

/** Whether a daemon answers, its runs included. */
const tellsRuns = ({ status }: SourceView): boolean =>
  status?.feeds.executions.ok === true && (status.state === 'live' || status.state === 'degraded');

function takeStatus(view: SourceView, status: SourceStatus): SourceView {
  const isSame = status.executionLimit === view.status?.executionLimit;
  return isSame ? { ...view, status } : withRuns({ ...view, status }, view.executions);
}

/** The view with other executions, of which those past the limit leave it. */
function withRuns(view: SourceView, executions: Runs): SourceView {
  const limit = view.status?.executionLimit ?? Number.POSITIVE_INFINITY;
  const inView = trimmed(executions, limit);
  if (inView.size === executions.size && view.outOfView.size === 0) {
    return { ...view, executions: inView };
  }
  const left = new Map([...view.outOfView, ...executions]);
  // Before all of a first state is there it cannot be told what is out of view.
  return { ...view, executions: inView, outOfView: view.complete ? keptOutOfView(left.values(), inView, limit) : left };
}

function takeExecution(view: SourceView, execution: ExecutionData): SourceView {
  const before = view.executions.get(execution.id);
  if (!isNewer(execution, before) || !isNewer(execution, view.removed.get(execution.id))) {
    return view;
  }
  const executions = new Map(view.executions).set(execution.id, execution);
  // Most of what comes is how far a run is, by which none leaves the view.
  const isSame = before?.status === execution.status && before.startedAtMs === execution.startedAtMs;
  return isSame ? { ...view, executions } : withRuns(view, executions);
}

function takeRemoval(view: SourceView, removal: Removal): SourceView {
  if (!isNewer(removal, view.executions.get(removal.id)) || !isNewer(removal, view.removed.get(removal.id))) {
    return view;
  }
  const executions = without(view.executions, removal.id);
  const outOfView = without(view.outOfView, removal.id);
  return withoutGone({ ...view, executions, outOfView, removed: withRemoval(view.removed, removal) });
}

function observed(view: SourceView, message: SourceMessage, receivedAtMs: number): SourceView {
  const { observedAtMs } = message;
  // What is held to be newest but lies ahead would keep the age at nothing until its time comes.
  const isAhead = view.observedAtMs !== null && view.observedAtMs > receivedAtMs + clockSlackMs;
  if (observedAtMs === null || (view.observedAtMs !== null && observedAtMs <= view.observedAtMs && !isAhead)) {
    return view;
  }
  const runsObservedAtMs = tellsRuns(view) ? observedAtMs : view.runsObservedAtMs;
  const delayMs = view.complete ? Math.max(0, receivedAtMs - observedAtMs) : view.delayMs;
  return { ...view, observedAtMs, runsObservedAtMs, delayMs };
}

function sampled(view: SourceView, nowMs: number, isEvaluated: boolean): SourceView {
  const series = appended(view.series, view, nowMs, isEvaluated);
  return series === view.series ? view : { ...view, series };
}
