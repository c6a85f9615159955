import type { History, HistoryFigure } from '../contract/history';
import { awayIn, downIn, endOf, unknownIn } from '../state/history/rows';
import type { Period } from '../state/timeRange';
import type { BandPoint } from './CanvasChart';
import type { Plates } from './plates';

/** Lines and plates of a figure of several daemons. */
export function drawingOf(
  histories: readonly History[],
  figure: HistoryFigure,
  period: Period,
): { readonly lines: readonly (readonly BandPoint[])[]; readonly plates: Plates } {
  return {
    lines: histories.map((history) => pointsOf(history, figure, period)),
    plates: {
      unknown: [...unknownIn(histories, figure), ...untold(histories, period)],
      down: histories.map(downIn),
      away: histories.map(awayIn),
    },
  };
}

/** Rows that have moved out of sight, but for the one that the line comes in from, are not drawn. */
function pointsOf(history: History, figure: HistoryFigure, { fromMs: leftMs }: Period): readonly BandPoint[] {
  const columns = history.figures[figure];
  return history.at.flatMap((fromMs, row) =>
    endOf(history, row) < leftMs - history.stepMs
      ? []
      : [
          {
            x: (fromMs + endOf(history, row)) / 2,
            mean: columns?.mean[row] ?? null,
            min: columns?.min[row] ?? null,
            max: columns?.max[row] ?? null,
          },
        ],
  );
}

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
