import type { History, HistoryFigure } from '../contract/history';
import { awayIn, downIn, endOf } from '../state/history/rows';
import type { Period } from '../state/timeRange';
import type { BandPoint } from './chartDrawing';
import type { Plates } from './plates';
import { unknownTimes } from './unknownTimes';

/** Lines and plates of a figure of several daemons. */
export function drawingOf(
  histories: readonly History[],
  figure: HistoryFigure,
  period: Period,
): { readonly lines: readonly (readonly BandPoint[])[]; readonly plates: Plates } {
  return {
    lines: histories.map((history) => pointsOf(history, figure, period)),
    plates: {
      unknown: unknownTimes(histories, figure, period),
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
