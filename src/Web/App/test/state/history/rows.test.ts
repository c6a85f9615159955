import { describe, expect, it } from 'vitest';
import { figureRow, rowAt, spreadIn, unknownIn } from '../../../src/state/history/figures';
import { awayIn, downIn } from '../../../src/state/history/rows';
import { historyOf } from '../../histories';
import { nowMs } from '../../messages';

const history = historyOf();

describe('rowAt', () => {
  it.each([
    [-4001, -1],
    [-4000, 0],
    [-3001, 0],
    [-3000, 1],
    [-1, 3],
    [0, -1],
  ])('%d ms from its end is row %d', (agoMs, row) => {
    expect(rowAt(history, nowMs + agoMs)).toBe(row);
  });

  it('finds rows after one that is shorter, as where the live edge begins', () => {
    const edged = historyOf({ at: [0, 1000, 1500, 2500].map((ms) => nowMs + ms), toMs: nowMs + 3500 });

    expect([400, 1200, 1600, 2400, 2600].map((ms) => rowAt(edged, nowMs + ms))).toEqual([0, 1, 2, 2, 3]);
  });
});

describe('figureRow', () => {
  it('tells mean, least and greatest, and how much was watched', () => {
    expect(figureRow(history, 'cpuUsage', 3)).toMatchObject({ mean: 40, min: 10, max: 100, seenPercent: 100, state: 'live' });
  });

  it('is unknown and never 0 where nobody watched', () => {
    expect(figureRow(history, 'cpuUsage', 2)).toMatchObject({ mean: null, min: null, seenPercent: 0, state: 'unseen' });
  });

  it('says the worst of a row', () => {
    const row = (fields: Parameters<typeof historyOf>[0]) => figureRow(historyOf(fields), 'cpuUsage', 0).state;

    expect(row({ down: [0.5, 0, 0, 0], unseen: [0.5, 0, 0, 0] })).toBe('down');
    expect(row({ degraded: [0.1, 0, 0, 0] })).toBe('degraded');
    expect(row({ live: [0, 0, 0, 0] })).toBe('unconfirmed');
  });
});

describe('stretches', () => {
  it('join rows that lie side by side, and keep apart whose fault it was', () => {
    const troubled = historyOf({ down: [0, 1, 1, 0], unseen: [1, 0, 0, 1] });

    expect(downIn(troubled)).toEqual([{ fromMs: nowMs - 3000, toMs: nowMs - 1000 }]);
    expect(awayIn(troubled)).toEqual([
      { fromMs: nowMs - 4000, toMs: nowMs - 3000 },
      { fromMs: nowMs - 1000, toMs: nowMs },
    ]);
  });

  it('are unknown only where no daemon is known', () => {
    const known = { mean: [1, 1, 1, 1], min: [1, 1, 1, 1], max: [1, 1, 1, 1] };

    expect(unknownIn([history], 'cpuUsage')).toEqual([{ fromMs: nowMs - 2000, toMs: nowMs - 1000 }]);
    expect(unknownIn([history, historyOf({ figures: { cpuUsage: known } })], 'cpuUsage')).toEqual([]);
  });
});

describe('spreadIn', () => {
  it('weighs by time what lies within, and keeps a spike', () => {
    expect(spreadIn(history, 'cpuUsage', { fromMs: nowMs - 3500, toMs: nowMs })).toEqual({ min: 10, mean: 23.5, max: 100 });
  });

  it('is none where nothing is known', () => {
    expect(spreadIn(history, 'cpuUsage', { fromMs: nowMs - 2000, toMs: nowMs - 1000 })).toBeNull();
  });
});
