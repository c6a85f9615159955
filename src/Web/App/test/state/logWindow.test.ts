import { describe, expect, it } from 'vitest';
import type { LogChunk } from '../../src/state/logView';
import { droppedHeight, forgetHeights, offsetOf, windowOf } from '../../src/state/logWindow';

const blocks = (count: number) => new Array<number>(count).fill(1000);

describe('windowOf', () => {
  it('takes what is seen and a little beyond, and leaves room for the rest', () => {
    expect(windowOf(blocks(100), 50_000, 500)).toEqual({ first: 49, end: 52, above: 49_000, below: 48_000 });
  });

  it('begins at the top', () => {
    expect(windowOf(blocks(100), 0, 500)).toEqual({ first: 0, end: 2, above: 0, below: 98_000 });
  });

  it('takes the last without a place to be at', () => {
    expect(windowOf(blocks(100), null, 500)).toEqual({ first: 98, end: 100, above: 98_000, below: 0 });
  });

  it('takes one at least, however far beyond the end it is', () => {
    expect(windowOf(blocks(3), 1e9, 500)).toEqual({ first: 2, end: 3, above: 2000, below: 0 });
    expect(windowOf([], 0, 500)).toEqual({ first: 0, end: 0, above: 0, below: 0 });
  });

  it('takes a block that is higher than all that is seen', () => {
    expect(windowOf([100_000, 10], 50_000, 500)).toMatchObject({ first: 0, end: 1 });
  });
});

describe('offsetOf', () => {
  it('is the height of all before', () => {
    expect(offsetOf([5, 7, 9], 2)).toBe(12);
  });
});

const chunk = (key: number, lines: number): LogChunk => ({
  key,
  entries: Array.from({ length: lines }, (_, index) => ({ place: key * 50 + index, timestampMs: null, level: null, text: '' })),
});

describe('forgetHeights', () => {
  it('keeps those of the chunks that are there, but for the first', () => {
    const measured = new Map([0, 1, 2, 3, 4, 9].map((key) => [key, 1000]));

    forgetHeights(measured, [chunk(2, 10), chunk(3, 50), chunk(4, 5)]);

    expect([...measured.keys()]).toEqual([3, 4]);
  });

  it('keeps none without chunks', () => {
    const measured = new Map([[1, 1000]]);

    forgetHeights(measured, []);

    expect(measured.size).toBe(0);
  });
});

describe('droppedHeight', () => {
  const heightOf = () => 1000;

  it('is that of the chunks that went, and the share of the one that lost lines', () => {
    expect(droppedHeight([chunk(0, 50), chunk(1, 50), chunk(2, 50)], [chunk(1, 10), chunk(2, 50)], heightOf)).toBe(1800);
  });

  it('is none where lines only came', () => {
    expect(droppedHeight([chunk(0, 50), chunk(1, 5)], [chunk(0, 50), chunk(1, 9)], heightOf)).toBe(0);
    expect(droppedHeight([], [chunk(0, 5)], heightOf)).toBe(0);
    expect(droppedHeight([chunk(0, 5)], [], heightOf)).toBe(0);
  });
});
