import { describe, expect, it } from 'vitest';
import { drawingOf } from '../../src/charts/drawing';
import { askedPoints, mostPoints } from '../../src/state/history/points';
import { historyOf } from '../histories';
import { hourMs, nowMs } from '../messages';

const period = { fromMs: nowMs - 4000, toMs: nowMs };

describe('drawingOf', () => {
  it('keeps a spike, leaves gaps, and tells them from a daemon that was down', () => {
    const { lines, plates } = drawingOf([historyOf({ down: [0, 1, 0, 0] })], 'cpuUsage', period);

    expect(lines[0]?.map(({ mean, max }) => [mean, max])).toEqual([
      [12.5, 12.5],
      [12.5, 12.5],
      [null, null],
      [40, 100],
    ]);
    expect(plates.unknown).toEqual([{ fromMs: nowMs - 2000, toMs: nowMs - 1000 }]);
    expect(plates.down).toEqual([[{ fromMs: nowMs - 3000, toMs: nowMs - 2000 }]]);
    expect(plates.away).toEqual([[{ fromMs: nowMs - 2000, toMs: nowMs - 1000 }]]);
  });

  it('says that nothing is known before the first row and after the last', () => {
    const wide = { fromMs: nowMs - hourMs, toMs: nowMs + hourMs };

    expect(drawingOf([historyOf()], 'cpuUsage', wide).plates.unknown).toEqual([
      { fromMs: nowMs - 2000, toMs: nowMs - 1000 },
      { fromMs: nowMs - hourMs, toMs: nowMs - 4000 },
      { fromMs: nowMs, toMs: nowMs + hourMs },
    ]);
    expect(drawingOf([], 'cpuUsage', wide).plates.unknown).toEqual([wide]);
  });

  it('draws at most as many rows as a chart may have, however long it was live', () => {
    const rows = Array.from({ length: mostPoints + 60 }, (_, row) => row);
    const column = rows.map(() => 1);
    const history = historyOf({
      at: rows.map((row) => nowMs - (rows.length - row) * 1000),
      figures: { cpuUsage: { mean: column, min: column, max: column } },
    });

    const { lines } = drawingOf([history], 'cpuUsage', { fromMs: nowMs - askedPoints * 1000, toMs: nowMs });

    expect(lines[0]?.length).toBeLessThanOrEqual(mostPoints);
  });
});
