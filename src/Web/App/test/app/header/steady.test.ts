import { describe, expect, it } from 'vitest';
import { steadied, unsteady } from '../../../src/app/header/steady';

const shownAfter = (...samples: readonly number[]) => samples.reduce(steadied, unsteady).shown;

describe('steadied', () => {
  it('shows nothing before the first figure, then that', () => {
    expect(unsteady.shown).toBeNull();
    expect(shownAfter(38)).toBe(38);
  });

  it('stands still while figures jitter around what is shown', () => {
    expect(shownAfter(38, 41, 35, 39, 44, 37)).toBe(38);
  });

  it('does not follow single figures far off', () => {
    expect(shownAfter(38, 38, 38, 900, 38, 38)).toBe(38);
  });

  it('follows once most of the last ten are elsewhere', () => {
    expect(shownAfter(38, 38, 38, 200, 210, 205, 208)).toBe(200);
  });

  it('holds the last ten only', () => {
    const many = Array.from({ length: 100 }, (_, place) => place).reduce(steadied, unsteady);

    expect(many.samples).toEqual([90, 91, 92, 93, 94, 95, 96, 97, 98, 99]);
  });
});
