import { describe, expect, it } from 'vitest';
import { Repairs } from '../../../src/app/foreign/Repairs';

/** Has others change the page once a second, and says at which seconds it is built again. */
const repairedAt = (repairs: Repairs, fromSecond: number, toSecond: number): readonly number[] =>
  Array.from({ length: toSecond - fromSecond }, (_, index) => fromSecond + index).filter((second) =>
    repairs.isDue(true, second * 1000),
  );

describe('Repairs', () => {
  it('are not due while nobody changes the page', () => {
    expect(new Repairs().isDue(false, 1000)).toBe(false);
  });

  it('are due at once, and once for each change', () => {
    const repairs = new Repairs();

    expect([repairs.isDue(true, 1000), repairs.isDue(false, 1016), repairs.isDue(false, 9000)]).toEqual([true, false, false]);
    expect(repairs.areInVain).toBe(false);
  });

  it('that come too soon after another are made up for', () => {
    const repairs = new Repairs();
    repairs.isDue(true, 1000);

    expect([repairs.isDue(true, 1500), repairs.isDue(false, 1999), repairs.isDue(false, 2000)]).toEqual([false, false, true]);
  });

  it('are in vain where the page is changed again each time, and made every five seconds from then on', () => {
    const repairs = new Repairs();

    expect(repairedAt(repairs, 1, 20)).toEqual([1, 2, 3, 8, 13, 18]);
    expect(repairs.areInVain).toBe(true);
  });

  it('are not in vain any more a minute after the last change', () => {
    const repairs = new Repairs();
    repairedAt(repairs, 1, 10);

    repairs.isDue(false, 68_999);
    expect(repairs.areInVain).toBe(true);
    repairs.isDue(false, 69_000);

    expect(repairs.areInVain).toBe(false);
  });
});
