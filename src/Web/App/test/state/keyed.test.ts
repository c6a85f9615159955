import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/contract/messages';
import { isNewer, noValues, withoutValue, withValue } from '../../src/state/keyed';
import { problemOf, resolvedOf } from '../messages';

const at = (epoch: number, sequence: number) => ({ epoch, sequence });
const with7 = withValue(noValues<Problem>(), problemOf({ sequence: 7 }));
const removal = (sequence: number, id = 'problem-1') => resolvedOf(id, { sequence });

describe('isNewer', () => {
  it('holds against nothing', () => {
    expect([isNewer(at(1, 1), null), isNewer(at(1, 1), undefined)]).toEqual([true, true]);
  });

  it('goes by the epoch, then by the sequence', () => {
    expect([isNewer(at(2, 1), at(1, 9)), isNewer(at(1, 9), at(2, 1))]).toEqual([true, false]);
    expect([isNewer(at(1, 2), at(1, 1)), isNewer(at(1, 1), at(1, 1))]).toEqual([true, false]);
  });
});

describe('keyed values', () => {
  it('are replaced by newer ones only', () => {
    const after = withValue(with7, problemOf({ sequence: 8, count: 2 }));

    expect(after.values.get('problem-1')?.count).toBe(2);
    expect(withValue(after, problemOf({ sequence: 7, count: 1 }))).toBe(after);
  });

  it('go with a newer removal, and stay with an older one', () => {
    expect(withoutValue(with7, removal(8)).values.size).toBe(0);
    expect(withoutValue(with7, removal(6))).toBe(with7);
  });

  it('that come late after their removal are dropped, and newer ones come back', () => {
    const gone = withoutValue(noValues<Problem>(), removal(7));

    expect(withValue(gone, problemOf({ sequence: 6 }))).toBe(gone);
    expect(withValue(gone, problemOf({ sequence: 8 })).values.size).toBe(1);
  });

  it('have the newest five hundred removals remembered', () => {
    const many = Array.from({ length: 600 }, (_, place) => removal(place + 1, `p${place}`));

    const { removed } = many.reduce((held, one) => withoutValue(held, one), noValues<Problem>());

    expect([removed.size, removed.has('p599'), removed.has('p99')]).toEqual([500, true, false]);
  });
});
