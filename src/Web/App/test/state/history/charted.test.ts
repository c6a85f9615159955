import { describe, expect, it } from 'vitest';
import { charted } from '../../../src/state/history/charted';
import { askedPoints } from '../../../src/state/history/points';
import { historyOf } from '../../histories';
import { completeView, hourMs, minuteMs, nowMs, stats } from '../../messages';

const view = completeView(stats());
const period = { fromMs: nowMs - 15 * minuteMs, toMs: nowMs + 1000 };

describe('charted', () => {
  it('is history, and after it what was pushed', () => {
    const shown = charted(view, historyOf(), period, nowMs);

    expect(shown.figures.cpuUsage?.mean).toEqual([12.5, 12.5, null, 40, 12.5]);
    expect(shown.toMs).toBe(nowMs + 1000);
  });

  it('is what was pushed as long as history has not answered', () => {
    const shown = charted(view, undefined, period, nowMs);

    expect(shown.at.length).toBeLessThanOrEqual(askedPoints + 1);
    expect(shown.figures.cpuUsage?.mean.at(-1)).toBe(12.5);
    expect(shown.figures.cpuUsage?.mean.slice(0, -1).every((mean) => mean === null)).toBe(true);
  });

  it('does not go on with a figure that nothing confirms any more', () => {
    const shown = charted(view, historyOf(), { fromMs: nowMs - hourMs, toMs: nowMs + hourMs }, nowMs + hourMs);

    expect(shown.toMs).toBeLessThanOrEqual(nowMs + 10_000);
  });

  it('of a time that has ended holds nothing of now', () => {
    const past = historyOf();

    expect(charted(view, past, { fromMs: nowMs - 4000, toMs: nowMs }, nowMs + minuteMs)).toBe(past);
  });
});
