import type { LogChunk } from './logView';

/** Which of many blocks, one under the other, are near what is seen, and how much room the others take. Heights in pixels. */
export interface LogWindow {
  readonly first: number;
  /** The first that is not near any more. */
  readonly end: number;
  readonly above: number;
  readonly below: number;
}

/** How far beyond what is seen is drawn too, so that scrolling meets lines and not a blank. */
export const beyondPixels = 600;

/** The window of a box scrolled to `top`; of one scrolled to its end where `top` is null. */
export function windowOf(heights: readonly number[], top: number | null, viewport: number): LogWindow {
  const total = sum(heights, 0, heights.length);
  const from = (top ?? total - viewport) - beyondPixels;
  const until = (top ?? total - viewport) + viewport + beyondPixels;
  let first = 0;
  let above = 0;
  while (first < heights.length - 1 && above + (heights[first] ?? 0) < from) {
    above += heights[first] ?? 0;
    first += 1;
  }
  let end = first;
  let bottom = above;
  while (end < heights.length && (end === first || bottom < until)) {
    bottom += heights[end] ?? 0;
    end += 1;
  }
  return { first, end, above, below: total - bottom };
}

/** How far down a block begins. */
export const offsetOf = (heights: readonly number[], index: number): number => sum(heights, 0, index);

/**
 * Lets go of the heights of chunks that are not there any more, which would pile up over a night; of the first one as well, which may
 * have lost lines.
 */
export function forgetHeights(measured: Map<number, number>, chunks: readonly LogChunk[]): void {
  const first = chunks[0]?.key ?? Number.POSITIVE_INFINITY;
  const last = chunks.at(-1)?.key ?? Number.NEGATIVE_INFINITY;
  for (const key of measured.keys()) {
    if (key <= first || key > last) {
      measured.delete(key);
    }
  }
}

/** How much height went at the top, where lines were dropped. Of a chunk that lost some of its lines, their share. */
export function droppedHeight(
  before: readonly LogChunk[],
  after: readonly LogChunk[],
  heightOf: (chunk: LogChunk) => number,
): number {
  const first = after[0];
  if (!first) {
    return 0;
  }
  let height = 0;
  for (const chunk of before) {
    if (chunk.key > first.key) {
      break;
    }
    const kept = chunk.key === first.key ? Math.min(first.entries.length, chunk.entries.length) : 0;
    height += heightOf(chunk) * (1 - kept / chunk.entries.length);
  }
  return height;
}

function sum(heights: readonly number[], from: number, end: number): number {
  let total = 0;
  for (let index = from; index < end; index += 1) {
    total += heights[index] ?? 0;
  }
  return total;
}
