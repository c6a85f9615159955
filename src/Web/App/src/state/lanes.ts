import type { ExecutionData } from '../contract/messages';
import { endedAtMs, isOpen } from './executions';
import { pipelinesWithPast } from './pastLanes';
import { confirmedUntilMs, type PipelineRuns } from './runs';
import type { SourceView } from './sourceView';
import { lengthOf, type TimeRange } from './timeRange';

/** What a timeline shows, from the left edge to the right. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One run as it lies in a lane. `left` and `width` are shares of the window's width, 0 to 1. */
export interface Bar {
  readonly run: ExecutionData;
  readonly left: number;
  readonly width: number;
  /** 0 at the top; above 0 where it runs beside another one. */
  readonly row: number;
  /** Whether it began before the window. */
  readonly isClipped: boolean;
  /** Whether it has not ended: it reaches up to now, or to when its daemon was last heard. */
  readonly isOpen: boolean;
}

/** The runs of one pipeline within a window, oldest first. */
export interface Lane {
  readonly pipeline: PipelineRuns;
  readonly bars: readonly Bar[];
  /** How many rows its bars need, 1 or more. */
  readonly rows: number;
}

const fittingSpans = [
  [15, '15m'],
  [60, '1h'],
  [360, '6h'],
  [1440, '24h'],
] as const;

const minuteMs = 60_000;
const windowSteps = 1000;
/** Of a step of the window: what runs grows by less than a third of a pixel at a time. */
const partsOfStep = 4;
const mostRows = 4;

/** The shortest time up to now that shows what is in view: the newest nine tenths of the runs. */
export function fittingRange(views: readonly SourceView[], nowMs: number): TimeRange {
  const ages = views
    .flatMap((view) => [...view.executions.values()].flatMap((run) => (run.startedAtMs === null ? [] : nowMs - run.startedAtMs)))
    .sort((left, right) => left - right);
  const wantedMs = ages[Math.floor((ages.length - 1) * 0.9)] ?? 0;
  const [, span] = fittingSpans.find(([minutes]) => minutes * minuteMs >= wantedMs) ?? [1440, '24h'];
  return { kind: 'live', span };
}

/** The window of a range. That of one that is live ends a little after now; see `windowAt`. */
export const windowOf = (range: TimeRange, nowMs: number): TimeWindow =>
  range.kind === 'live' ? windowAt(nowMs, lengthOf(range) / minuteMs) : { fromMs: range.fromMs, toMs: range.toMs };

/**
 * The window that ends a little after now, so that what runs has its end in sight. It moves on in steps of a thousandth of the span,
 * so that nothing is laid out again for less than a pixel.
 */
export function windowAt(nowMs: number, span: number): TimeWindow {
  const spanMs = span * minuteMs;
  const stepMs = spanMs / windowSteps;
  const toMs = (Math.floor(nowMs / stepMs) + 1) * stepMs + spanMs * 0.015;
  return { fromMs: toMs - spanMs, toMs };
}

/** The end of what runs: a time, but for less than can be seen in a window, so that nothing is laid out again for it. */
export function endIn({ fromMs, toMs }: TimeWindow, atMs: number): number {
  const stepMs = (toMs - fromMs) / windowSteps / partsOfStep;
  return Math.ceil(atMs / stepMs) * stepMs;
}

/**
 * Lanes of all pipelines in the order of daemons and names, with the bars that `least` (a share of the width) keeps visible. `past`: runs from
 * history, which are drawn besides those that were pushed.
 */
export function lanes(
  views: readonly SourceView[],
  window: TimeWindow,
  nowMs: number,
  least: number,
  past: readonly ExecutionData[] = [],
): readonly Lane[] {
  return views.flatMap((view) => {
    const atMs = confirmedUntilMs(view, nowMs);
    return pipelinesWithPast(view, past).map((pipeline) => laneOf(pipeline, window, atMs, least));
  });
}

interface KnownLane {
  readonly window: TimeWindow;
  /** Null where all bars have ended: time does not move them within the window. */
  readonly atMs: number | null;
  readonly least: number;
  readonly lane: Lane;
}

const known = new WeakMap<PipelineRuns, KnownLane>();

/** The same object for as long as nothing of the lane moved. */
function laneOf(pipeline: PipelineRuns, window: TimeWindow, nowMs: number, least: number): Lane {
  const before = known.get(pipeline);
  if (
    before?.least === least &&
    before.window.fromMs === window.fromMs &&
    before.window.toMs === window.toMs &&
    (before.atMs === null || before.atMs === nowMs)
  ) {
    return before.lane;
  }
  const lane = laidOut(pipeline, window, nowMs, least);
  known.set(pipeline, { window, atMs: lane.bars.some(({ isOpen }) => isOpen) ? nowMs : null, least, lane });
  return lane;
}

function laidOut(pipeline: PipelineRuns, window: TimeWindow, nowMs: number, least: number): Lane {
  const bars: Bar[] = [];
  const rowEndsMs: number[] = [];
  for (const run of pipeline.runs.toReversed()) {
    const { startedAtMs } = run;
    const endMs = endOf(run, nowMs);
    if (startedAtMs !== null && endMs >= window.fromMs && startedAtMs <= window.toMs) {
      const row = freeRow(rowEndsMs, startedAtMs);
      rowEndsMs[row] = endMs;
      bars.push({ run, ...place(startedAtMs, endMs, window, least), row, isOpen: isOpen(run) });
    }
  }
  return { pipeline, bars, rows: Math.max(1, rowEndsMs.length) };
}

const endOf = (run: ExecutionData, nowMs: number): number => {
  const startMs = run.startedAtMs ?? nowMs;
  return Math.max(startMs, isOpen(run) ? nowMs : (endedAtMs(run) ?? startMs));
};

/** The first row in which nothing runs any more; with very many at once the last one is shared. */
function freeRow(rowEndsMs: readonly number[], startMs: number): number {
  const free = rowEndsMs.findIndex((endMs) => endMs <= startMs);
  return Math.min(free < 0 ? rowEndsMs.length : free, mostRows - 1);
}

function place(startMs: number, endMs: number, { fromMs, toMs }: TimeWindow, least: number) {
  const spanMs = toMs - fromMs;
  const from = Math.max(0, (startMs - fromMs) / spanMs);
  const to = Math.min(1, (endMs - fromMs) / spanMs);
  const width = Math.max(least, to - from);
  return { left: Math.min(from, 1 - width), width, isClipped: startMs < fromMs };
}

/** Where the arrow keys lead from a run: along its lane, or to the run of the next lane that lies nearest in time. */
export function neighbour(all: readonly Lane[], from: Bar, key: string): Bar | undefined {
  const place = all.findIndex(({ bars }) => bars.includes(from));
  const bars = all[place]?.bars ?? [];
  switch (key) {
    case 'ArrowLeft':
      return bars[bars.indexOf(from) - 1];
    case 'ArrowRight':
      return bars[bars.indexOf(from) + 1];
    case 'Home':
      return bars[0];
    case 'End':
      return bars.at(-1);
    case 'ArrowUp':
      return nearest(all.slice(0, place).findLast(hasBars), from);
    case 'ArrowDown':
      return nearest(all.slice(place + 1).find(hasBars), from);
    default:
      return undefined;
  }
}

const hasBars = ({ bars }: Lane): boolean => bars.length > 0;

function nearest(lane: Lane | undefined, from: Bar): Bar | undefined {
  const middle = (bar: Bar) => bar.left + bar.width / 2;
  const distance = (bar: Bar) => Math.abs(middle(bar) - middle(from));
  return lane?.bars.reduce((near, bar) => (distance(bar) < distance(near) ? bar : near));
}
