import { describe, expect, it } from 'vitest';
import { foldOf, jsonOf, tracebacksIn } from '../../src/run/logShape';

describe('JSON', () => {
  it('is an object or a list, and nothing that only looks like one', () => {
    expect(jsonOf(' {"a": [1]} ')).toEqual({ a: [1] });
    expect(jsonOf('[main] started [ok]')).toBeUndefined();
    expect(jsonOf('"text"')).toBeUndefined();
    expect(jsonOf(`[${'1,'.repeat(20_000)}1]`)).toBeUndefined();
  });
});

describe('a fold', () => {
  it('keeps the first line and the last, which names the error', () => {
    expect(foldOf('Traceback\n  a\n  b\nValueError: x')).toEqual({
      first: 'Traceback',
      folded: '  a\n  b',
      last: 'ValueError: x',
      count: 2,
    });
    expect(foldOf('one\ntwo\nthree')).toBeNull();
  });
});

describe('tracebacks of several rows', () => {
  const rows = (...texts: readonly string[]) =>
    texts.map((text, index) => ({ number: index + 1, timestampMs: null, level: null, text, stream: null, styles: [] }));

  it('are their frames', () => {
    const found = tracebacksIn(
      rows('before', 'Traceback (most recent call last):', '  File "a"', '    x()', '  File "b"', 'ValueError: x', 'after'),
    );

    expect([...found]).toEqual([[1, 3]]);
  });

  it('are none without frames', () => {
    expect(tracebacksIn(rows('Traceback (most recent call last):', 'ValueError: x')).size).toBe(0);
    expect(tracebacksIn([undefined, null, ...rows('Traceback (most recent call last):', '  x')]).size).toBe(0);
  });
});
