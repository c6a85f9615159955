import { describe, expect, it } from 'vitest';
import { feedLostSinceMs } from '../../src/state/feedLoss';
import { initialState, type MonitorState } from '../../src/state/monitor';
import { completeView, hourMs, nowMs, status } from '../messages';

const open: MonitorState = { ...initialState, connection: { kind: 'open', sinceMs: nowMs }, confirmed: new Set(['default']) };
const view = completeView();

describe('feedLostSinceMs', () => {
  it('is null while something comes, and while a loss may be over in a moment', () => {
    const lost: MonitorState = { ...open, connection: { kind: 'retrying', sinceMs: nowMs - 100, attempt: 1 } };

    expect([feedLostSinceMs(open, [view], nowMs), feedLostSinceMs(lost, [view], nowMs)]).toEqual([null, null]);
  });

  it('is when the hub was lost', () => {
    const lost: MonitorState = { ...open, connection: { kind: 'retrying', sinceMs: nowMs - 9000, attempt: 1 } };

    expect(feedLostSinceMs(lost, [view], nowMs)).toBe(nowMs - 9000);
  });

  it('is the last news of any daemon where all are silent, and not where one is down, which the hub has said', () => {
    const later = nowMs + hourMs;
    const other = { ...view, name: 'other', observedAtMs: nowMs + 5000 };
    const down = completeView(status({ sequence: 2, state: 'down' }));

    expect(feedLostSinceMs(open, [view, other], later)).toBe(nowMs + 5000);
    expect([feedLostSinceMs(open, [view, down], later), feedLostSinceMs(open, [], later)]).toEqual([null, null]);
  });
});
