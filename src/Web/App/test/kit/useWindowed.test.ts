import { describe, expect, it } from 'vitest';
import { inSight } from '../../src/kit/useWindowed';

describe('inSight', () => {
  it('draws what is in sight and some rows around it, and keeps the room of the others', () => {
    const found = inSight({ topPx: 4000, heightPx: 480, rowPx: 40 }, 200);

    expect(found).toMatchObject({ from: 88, to: 124, beforePx: 88 * 40, afterPx: 76 * 40 });
  });

  it('takes no more room than the rows do, wherever it is scrolled to', () => {
    for (const topPx of [0, 40, 7520, 8000, 20_000]) {
      const { from, to, beforePx, afterPx } = inSight({ topPx, heightPx: 480, rowPx: 40 }, 200);

      expect(beforePx + afterPx + (to - from) * 40).toBe(200 * 40);
    }
  });
});
