import { describe, expect, it } from 'vitest';
import { fitting, gap, laneHeight, wallPlan } from '../../src/state/wallPlan';

const room = { width: 70, height: 52 };
const heights = { large: 6.5, usual: 4, small: 2.25 };
/** What a plan takes of the height. */
function taken(plan: ReturnType<typeof wallPlan>): number {
  const rows = Math.ceil(plan.daemons / plan.columns);
  return rows * (heights[plan.density] + gap) - gap + (plan.lanes > 0 ? gap + 5.5 + plan.lanes * laneHeight : 0);
}

describe('wallPlan', () => {
  it.each([1, 2, 3, 6, 12, 20, 35, 50, 80, 200])('clips nothing of %i daemons, however many lanes are wanted', (daemons) => {
    for (const lanes of [0, 1, 5, 40, 300]) {
      for (const height of [26, 40, 52, 60]) {
        const plan = wallPlan({ ...room, height }, daemons, lanes);

        expect(taken(plan)).toBeLessThanOrEqual(height);
        expect(plan.lanes).toBeLessThanOrEqual(lanes);
      }
    }
  });

  it('shows all of fifty, in smaller cards than few, with room for lanes', () => {
    expect(wallPlan(room, 3, 2)).toMatchObject({ density: 'large', daemons: 3, columns: 3, lanes: 2 });
    expect(wallPlan(room, 50, 40)).toMatchObject({ density: 'small', daemons: 50 });
    expect(wallPlan(room, 50, 40).lanes).toBeGreaterThanOrEqual(3);
  });

  it('shows as many as fit of more than have room', () => {
    const plan = wallPlan({ width: 40, height: 30 }, 200, 0);

    expect(plan.daemons).toBeLessThan(200);
    expect(plan.daemons % plan.columns).toBe(0);
  });
});

describe('fitting', () => {
  it('leaves room for the line that tells of the rest', () => {
    expect([fitting(10, 2, 1, 5), fitting(10, 2, 1, 6), fitting(11, 2, 1, 6), fitting(1, 2, 1, 6)]).toEqual([5, 4, 5, 1]);
  });
});
