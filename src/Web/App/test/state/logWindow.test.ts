import { describe, expect, it } from 'vitest';
import type { LogChunk } from '../../src/state/logView';
import { droppedHeight, offsetOf, windowOf } from '../../src/state/logWindow';

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

describe('droppedHeight', () => {
  const chunk = (key: number, lines: number): LogChunk => ({
    key,
    entries: Array.from({ length: lines }, (_, index) => ({ place: key * 50 + index, timestampMs: null, level: null, text: '' })),
  });
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
