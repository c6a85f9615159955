import { describe, expect, it } from 'vitest';
import type { LogRow } from '../../src/contract/runLog';
import { chunkRows, filledRows, lengthOfChunk, missingRows, noRows, rowAt, withRows } from '../../src/state/logRows';

const row = (number: number): LogRow => ({
  number,
  timestampMs: null,
  level: null,
  text: `line ${number}`,
  stream: null,
  styles: [],
});
const rows = (first: number, count: number) => Array.from({ length: count }, (_, index) => row(first + index));

describe('rows of a log', () => {
  it('are held in chunks, wherever they begin', () => {
    const held = withRows(noRows, 1000, 150, rows(151, 120));

    expect([rowAt(held, 149), rowAt(held, 150)?.number, rowAt(held, 269)?.number, rowAt(held, 270)]).toEqual([
      undefined,
      151,
      270,
      undefined,
    ]);
    expect(lengthOfChunk(held, 9)).toBe(chunkRows);
    expect(lengthOfChunk({ ...held, count: 950 }, 9)).toBe(50);
  });

  it('tell what is missing, first of all the first', () => {
    const held = withRows(noRows, 1000, 150, rows(151, 50));

    expect(missingRows(held, 100, 300, 500)).toEqual({ first: 100, count: 50 });
    expect(missingRows(held, 150, 300, 60)).toEqual({ first: 200, count: 60 });
    expect(missingRows(held, 150, 200, 60)).toBeNull();
    expect(missingRows(held, 990, 5000, 60)).toEqual({ first: 990, count: 10 });
  });

  it('are let go of where nobody looks', () => {
    let held = withRows(noRows, 1_000_000, 0, rows(1, 100));
    for (let chunk = 1; chunk <= 80; chunk += 1) {
      held = withRows(held, 1_000_000, chunk * chunkRows, rows(chunk * chunkRows + 1, 100));
    }

    expect(held.chunks.size).toBe(60);
    expect(rowAt(held, 0)).toBeUndefined();
    expect(rowAt(held, 8000)?.number).toBe(8001);
  });

  it('leave places empty for lines that are not kept', () => {
    expect(filledRows(9, [row(10), row(13)], 50)).toEqual([row(10), null, null, row(13)]);
    expect(filledRows(9, [], 50)).toEqual([null]);
    expect(filledRows(50, [], 50)).toEqual([]);
  });
});
