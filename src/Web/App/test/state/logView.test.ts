import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../src/state/log';
import { atLeast, chunked, chunkLines, finderOf, placesOf, severitiesIn, severityOf } from '../../src/state/logView';

const entry = (place: number, text = `line ${place}`, level: string | null = null): LogEntry => ({
  place,
  timestampMs: null,
  level,
  text,
});
const entries = (from: number, count: number) => Array.from({ length: count }, (_, index) => entry(from + index));

describe('severityOf', () => {
  it.each([
    ['INFO', 'info'],
    ['warn', 'warning'],
    [' Fatal ', 'critical'],
    ['chatty', null],
    [null, null],
  ])('reads %s as %s', (level, severity) => {
    expect(severityOf(level)).toBe(severity);
  });
});

describe('atLeast', () => {
  const log = [entry(0, 'a', 'info'), entry(1, 'b', 'error'), entry(2, '  at c'), entry(3, 'd', 'warn'), entry(4, '  e')];

  it('keeps lines without a level with the line that they belong to', () => {
    expect(atLeast(log, 'error').map(({ place }) => place)).toEqual([1, 2]);
  });

  it('leaves all without a filter', () => {
    expect(atLeast(log, null)).toBe(log);
  });

  it('offers what occurs', () => {
    expect(severitiesIn(log)).toEqual(['info', 'warning', 'error']);
  });
});

describe('placesOf', () => {
  it('finds whatever the case, and takes signs as they are', () => {
    const log = [entry(7, 'Rows: 3 (total)'), entry(8, 'none'), entry(9, 'ROWS: 3 (TOTAL)')];

    expect(placesOf(log, finderOf('rows: 3 ('))).toEqual([7, 9]);
    expect(placesOf(log, finderOf('a.b-c/d'))).toEqual([]);
    expect(placesOf(log, finderOf(''))).toEqual([]);
  });
});

describe('chunked', () => {
  it('keeps full chunks as they are while lines are added', () => {
    const all = entries(0, 2 * chunkLines + 10);
    const before = chunked(all.slice(0, 2 * chunkLines + 5), []);

    const after = chunked(all, before);

    expect(after.map((chunk) => chunk.entries.length)).toEqual([chunkLines, chunkLines, 10]);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toBe(before[1]);
    expect(after[2]).not.toBe(before[2]);
  });

  it('renews the first chunk only when lines are dropped', () => {
    const all = entries(0, 3 * chunkLines);
    const before = chunked(all, []);

    const after = chunked(all.slice(5), before);

    expect(after[0]?.entries).toHaveLength(chunkLines - 5);
    expect(after[1]).toBe(before[1]);
  });

  it('tells lines of another pull from those in the same place', () => {
    const before = chunked(entries(0, 3), []);

    expect(chunked(entries(0, 3), before)[0]).not.toBe(before[0]);
  });
});
