import type { Scene } from '../../app/scene';
import type { History, HistoryFigure } from '../../contract/history';
import { isConfirmed, shownStats } from '../../state/freshness';
import { charted } from '../../state/history/charted';
import { spreadIn } from '../../state/history/figures';
import type { SourceView } from '../../state/sourceView';
import type { Period } from '../../state/timeRange';
import type { Line } from './FigureChart';

/** The line of a figure of a daemon. */
export function lineOf(
  { nowMs, isConnected }: Scene,
  view: SourceView,
  past: History | undefined,
  figure: HistoryFigure,
  period: Period,
): Line {
  const history = charted(view, past, period, nowMs);
  return {
    name: view.name,
    nowIn: (scene) => {
      const newest = scene.state.sources.get(view.name);
      return newest ? figureNow(newest, figure, scene.nowMs) : null;
    },
    isDim: !isConnected || !isConfirmed(view, 'stats', nowMs),
    history,
    spread: spreadIn(history, figure, period),
  };
}

/** A figure of a daemon as it is now or was last known; null if it never told. */
export const figureNow = (view: SourceView, figure: HistoryFigure, nowMs: number): number | null =>
  figure === 'delayMs' ? view.delayMs : (shownStats(view, nowMs)?.value[figure] ?? null);
