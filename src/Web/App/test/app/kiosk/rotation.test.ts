import { describe, expect, it } from 'vitest';
import { nextSource } from '../../../src/app/kiosk/rotation';

describe('nextSource', () => {
  it('leads from all daemons through each of them and back', () => {
    const shown = [null, 'a', 'b', 'c'].map((source) => nextSource(['a', 'b', 'c'], source));

    expect(shown).toEqual(['a', 'b', 'c', null]);
  });

  it('begins again after one that is gone, and stays with one alone', () => {
    expect(nextSource(['a', 'b'], 'gone')).toBe('a');
    expect([nextSource(['a'], null), nextSource(['a'], 'a'), nextSource([], null)]).toEqual([null, 'a', null]);
  });
});
