import type { PastRun } from '../contract/runs';
import { durationMs } from './executions';
import type { Period } from './timeRange';

export type PlotFigure = 'duration' | 'rows';

/** A run in a plot; `left` and `top` are shares of its width and height, from the left and from the top. */
export interface Dot {
  readonly run: PastRun;
  /** Milliseconds, or rows. */
  readonly value: number;
  readonly left: number;
  readonly top: number;
  /** Whether it failed, or lies outside of where successful runs usually are. */
  readonly isOutlier: boolean;
}

export interface Plot {
  /** Oldest first. */
  readonly dots: readonly Dot[];
  readonly least: number;
  readonly most: number;
  /** Where successful runs usually are: the values, and the shares of the height; null with fewer than four of them. */
  readonly band: { readonly low: number; readonly high: number; readonly top: number; readonly bottom: number } | null;
}

const leastForBand = 4;
/** Tukey's fences: this many interquartile ranges around the middle half. */
const fences = 1.5;

/** Runs over time by how long they took or how many rows they told; null if none of them told it. */
export function plotOf(runs: readonly PastRun[], figure: PlotFigure, { fromMs, toMs }: Period): Plot | null {
  const told = runs.flatMap((run) => {
    const value = toldBy(run, figure);
    return value === null || run.startedAtMs === null || run.startedAtMs < fromMs || run.startedAtMs > toMs
      ? []
      : [{ run, value, startedAtMs: run.startedAtMs }];
  });
  if (told.length === 0) {
    return null;
  }
  const values = told.map(({ value }) => value);
  const fence = fenceOf(told.filter(({ run }) => run.status === 'success').map(({ value }) => value));
  const top = Math.max(...values, fence?.high ?? 0, 1);
  const share = (value: number) => 1 - value / top;
  const dots = told
    .sort((left, right) => left.startedAtMs - right.startedAtMs)
    .map(({ run, value, startedAtMs }) => ({
      run,
      value,
      left: (startedAtMs - fromMs) / (toMs - fromMs),
      top: share(value),
      isOutlier: run.status === 'failed' || (fence !== null && (value < fence.low || value > fence.high)),
    }));
  return {
    dots,
    least: Math.min(...values),
    most: Math.max(...values),
    band: fence && { ...fence, top: share(fence.high), bottom: share(fence.low) },
  };
}

/** Of a run that has not ended neither is known: it would be taken for a short one. */
function toldBy(run: PastRun, figure: PlotFigure): number | null {
  if (run.status === 'running' || run.status === 'pending') {
    return null;
  }
  return figure === 'rows' ? run.recordsProcessed : durationMs(run, 0);
}

function fenceOf(values: readonly number[]): { readonly low: number; readonly high: number } | null {
  if (values.length < leastForBand) {
    return null;
  }
  const sorted = [...values].sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const [low, high] = [at(0.25), at(0.75)];
  return { low: Math.max(0, low - fences * (high - low)), high: high + fences * (high - low) };
}
