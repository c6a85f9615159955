import type { History, HistoryFigure } from '../contract/history';
import { unknownIn } from '../state/history/figures';
import type { Period } from '../state/timeRange';

/** When a figure of all daemons is unknown within a time. */
export const unknownTimes = (histories: readonly History[], figure: HistoryFigure, period: Period): readonly Period[] => [
  ...unknownIn(histories, figure),
  ...untold(histories, period),
];

/** The time before the first row and after the last one: nothing is known of it either. What comes with the next news does not count. */
function untold(histories: readonly History[], { fromMs, toMs }: Period): readonly Period[] {
  const filled = histories.filter(({ at }) => at.length > 0);
  const beginMs = Math.min(...filled.map(({ at }) => at[0] ?? toMs), toMs);
  const endMs = Math.max(...filled.map((history) => history.toMs), fromMs);
  const slackMs = Math.max(5000, 2 * Math.max(0, ...filled.map(({ stepMs }) => stepMs)));
  if (filled.length === 0) {
    return [{ fromMs, toMs }];
  }
  return [
    { fromMs, toMs: beginMs },
    { fromMs: endMs, toMs },
  ].filter((gap) => gap.toMs - gap.fromMs > slackMs);
}
