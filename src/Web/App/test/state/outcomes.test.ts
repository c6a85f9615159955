import { describe, expect, it } from 'vitest';
import { outcomesOf, sumOf } from '../../src/state/outcomes';
import { again, completeView, heartbeatOf, nowMs, pipeline, pipelineRemoved, status, statusOf, viewOf } from '../messages';

const orders = pipeline({ runs24h: 3, succeeded24h: 1, failed24h: 2, seenPercent24h: 90 });
const stock = pipeline({ id: 'stock', runs24h: 5, succeeded24h: 5, seenPercent24h: 40 });

describe('outcomesOf', () => {
  it('is the sum over the pipelines, and what was watched of all of them', () => {
    const view = completeView(orders, stock);

    expect(outcomesOf(view, nowMs)).toEqual({ ended: 8, succeeded: 6, failed: 2, seenPercent: 40 });
  });

  it('follows what changes and what is removed', () => {
    const view = again(
      completeView(orders, stock),
      pipelineRemoved('stock', { sequence: 2 }),
      pipeline({ sequence: 2, runs24h: 4, succeeded24h: 2, failed24h: 2, seenPercent24h: 90 }),
    );

    expect(outcomesOf(view, nowMs)).toEqual({ ended: 4, succeeded: 2, failed: 2, seenPercent: 90 });
  });

  it('is unknown, and not none, before the daemon was evaluated', () => {
    expect(outcomesOf(viewOf(status(), orders, heartbeatOf({ evaluatedAtMs: null })), nowMs)).toBeNull();
  });

  it('does not exist for a daemon that has no pipelines, and unknown where it does not say so', () => {
    const view = completeView();

    expect(outcomesOf(view, nowMs)).toEqual({ ended: 0, succeeded: 0, failed: 0, seenPercent: null });
    expect(outcomesOf({ ...view, status: statusOf({ state: 'down' }) }, nowMs)).toBeNull();
  });
});

describe('sumOf', () => {
  it('of nothing is nothing', () => {
    expect(sumOf([])).toEqual({ ended: 0, succeeded: 0, failed: 0, seenPercent: null });
  });
});
