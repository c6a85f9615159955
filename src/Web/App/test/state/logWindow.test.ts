import { describe, expect, it } from 'vitest';
import { noRows } from '../../src/state/logRows';
import { endOf, heightsOf, type LogHeights, mostPixels, placeAt, windowAt } from '../../src/state/logWindow';

const blocks = (count: number, scale = 1): LogHeights => ({ blocks: new Array<number>(count).fill(1000), scale });

describe('windowAt', () => {
  it('takes what is seen and a little beyond, and leaves room for the rest', () => {
    expect(windowAt(blocks(100), { block: 50, offset: 0 }, 500)).toEqual({ first: 49, end: 52, above: 49_000, below: 48_000 });
  });

  it('begins at the top', () => {
    expect(windowAt(blocks(100), { block: 0, offset: 0 }, 500)).toEqual({ first: 0, end: 2, above: 0, below: 98_000 });
  });

  it('ends at the end', () => {
    expect(windowAt(blocks(100), endOf(blocks(100), 500), 500)).toEqual({ first: 99 - 1, end: 100, above: 98_000, below: 0 });
  });

  it('takes the whole of a short log, and nothing of an empty one', () => {
    expect(windowAt({ blocks: [40], scale: 1 }, endOf({ blocks: [40], scale: 1 }, 500), 500)).toEqual({
      first: 0,
      end: 1,
      above: 0,
      below: 0,
    });
    expect(windowAt(blocks(0), endOf(blocks(0), 500), 500)).toEqual({ first: 0, end: 0, above: 0, below: 0 });
  });

  it('takes a block that is higher than all that is seen', () => {
    expect(windowAt({ blocks: [100_000, 10], scale: 1 }, { block: 0, offset: 50_000 }, 500)).toMatchObject({ first: 0, end: 1 });
  });

  it('gives what is not drawn less room in a very long log', () => {
    expect(windowAt(blocks(100, 0.5), { block: 50, offset: 700 }, 500)).toEqual({
      first: 50,
      end: 52,
      above: 25_000,
      below: 24_000,
    });
  });
});

describe('placeAt', () => {
  it('is found by the share of each block', () => {
    expect(placeAt(blocks(100, 0.5), 10_200, null)).toEqual({ block: 20, offset: 200 });
  });

  it('is found by their own heights among those that are drawn', () => {
    const drawn = { first: 50, end: 53, above: 25_000, below: 23_500 };

    expect(placeAt(blocks(100, 0.5), 27_100, drawn)).toEqual({ block: 52, offset: 100 });
    expect(placeAt(blocks(100, 0.5), 28_100, drawn)).toEqual({ block: 56, offset: 100 });
    expect(placeAt(blocks(100, 0.5), 1100, drawn)).toEqual({ block: 2, offset: 100 });
  });

  it('is in the last block at most', () => {
    expect(placeAt(blocks(3), 1e9, null).block).toBe(2);
    expect(placeAt(blocks(0), 5, null).block).toBe(0);
  });
});

describe('heightsOf', () => {
  it('guesses what was not drawn', () => {
    expect(heightsOf({ ...noRows, count: 250 }, new Map([[1, 2345]]))).toEqual({ blocks: [2000, 2345, 1000], scale: 1 });
  });

  it('keeps a very long log within what browsers draw', () => {
    const { blocks: heights, scale } = heightsOf({ ...noRows, count: 5_000_000 }, new Map());

    expect(heights).toHaveLength(50_000);
    expect(heights.length * 2000 * scale).toBeCloseTo(mostPixels, -1);
  });
});
