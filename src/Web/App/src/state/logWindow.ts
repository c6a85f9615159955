import { chunkRows, type LogRows, lengthOfChunk } from './logRows';

/** Which of many blocks, one under the other, are near what is seen, and how much room the others take. In pixels. */
export interface LogWindow {
  readonly first: number;
  /** The first that is not near any more. */
  readonly end: number;
  readonly above: number;
  readonly below: number;
}

/** Where something is seen: in a block, and so far below the block's top. */
export interface LogPlace {
  readonly block: number;
  readonly offset: number;
}

/** How far beyond what is seen is drawn too, so that scrolling meets lines and not a blank. */
export const beyondPixels = 600;
/** Browsers draw no element that is much higher. In a longer log, what is not drawn takes less room than it would have. */
export const mostPixels = 10_000_000;
/** The height of a line that was not drawn yet, if it is not wrapped. */
export const linePixels = 20;

/** The heights of blocks, as they were drawn or as they are guessed, and the share of them that those take that are not drawn. */
export interface LogHeights {
  readonly blocks: readonly number[];
  readonly scale: number;
}

export function heightsOf(rows: LogRows, measured: ReadonlyMap<number, number>): LogHeights {
  const blocks = Array.from(
    { length: Math.ceil(rows.count / chunkRows) },
    (_, chunk) => measured.get(chunk) ?? lengthOfChunk(rows, chunk) * linePixels,
  );
  return { blocks, scale: Math.min(1, mostPixels / sum(blocks, 0, blocks.length)) };
}

/**
 * Where a box is scrolled to. What is drawn has its own height, so that the place is sought there first; elsewhere blocks take their share.
 * `drawn`: what is drawn now; null if nothing is.
 */
export function placeAt({ blocks, scale }: LogHeights, top: number, drawn: LogWindow | null): LogPlace {
  const within = drawn ? top - drawn.above : -1;
  if (drawn && within >= 0) {
    const place = placeFrom(blocks, 1, drawn.first, within);
    if (place.block < drawn.end) {
      return place;
    }
  }
  const { block, offset } = placeFrom(blocks, scale, 0, top);
  return { block: Math.max(0, Math.min(block, blocks.length - 1)), offset };
}

function placeFrom(blocks: readonly number[], scale: number, first: number, down: number): LogPlace {
  let block = first;
  let offset = down;
  while (block < blocks.length && offset >= (blocks[block] ?? 0) * scale) {
    offset -= (blocks[block] ?? 0) * scale;
    block += 1;
  }
  return { block, offset };
}

/** The end of a log, of which a box of that height shows the last lines. */
export const endOf = ({ blocks }: LogHeights, viewport: number): LogPlace => ({
  block: Math.max(0, blocks.length - 1),
  offset: (blocks.at(-1) ?? 0) - viewport,
});

/** What is drawn where a place is at the top of what is seen. */
export function windowAt({ blocks, scale }: LogHeights, { block, offset }: LogPlace, viewport: number): LogWindow {
  let first = block;
  for (let room = beyondPixels - offset; first > 0 && room > 0; room -= blocks[first] ?? 0) {
    first -= 1;
  }
  let end = block;
  for (
    let room = offset + viewport + beyondPixels;
    end < blocks.length && (end === block || room > 0);
    room -= blocks[end - 1] ?? 0
  ) {
    end += 1;
  }
  return { first, end, above: sum(blocks, 0, first) * scale, below: sum(blocks, end, blocks.length) * scale };
}

function sum(heights: readonly number[], from: number, end: number): number {
  let total = 0;
  for (let index = from; index < end; index += 1) {
    total += heights[index] ?? 0;
  }
  return total;
}
