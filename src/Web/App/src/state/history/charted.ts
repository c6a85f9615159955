import { type History, historyFigures } from '../../contract/history';
import { confirmedSeriesUntilMs } from '../freshness';
import type { SourceView } from '../sourceView';
import type { Period } from '../timeRange';
import { withLiveEdge } from './liveEdge';
import { askedPoints } from './points';

/**
 * What a chart shows of a daemon: history as far as it goes and then what this page was sent; only that where history has not answered.
 */
export function charted(view: SourceView, history: History | undefined, period: Period, nowMs: number): History {
  const untilMs = Math.min(period.toMs, confirmedSeriesUntilMs(view, nowMs));
  const base = history ?? emptyFor(view, period);
  return untilMs > base.toMs ? withLiveEdge(base, view.series, untilMs) : base;
}

interface Empty {
  readonly key: string;
  readonly history: History;
}

const empties = new WeakMap<SourceView['series'], Empty>();

/** The same object for as long as nothing is to be drawn otherwise. */
function emptyFor({ name, series }: SourceView, { fromMs, toMs }: Period): History {
  const key = `${fromMs}/${toMs}`;
  const known = empties.get(series);
  if (known?.key === key) {
    return known.history;
  }
  const history = emptyHistory(name, fromMs, stepOf({ fromMs, toMs }));
  empties.set(series, { key, history });
  return history;
}

const stepOf = ({ fromMs, toMs }: Period): number => Math.ceil((toMs - fromMs) / askedPoints / 1000) * 1000;

const emptyHistory = (source: string, fromMs: number, stepMs: number): History => ({
  source,
  fromMs,
  toMs: fromMs,
  stepMs,
  seenPercent: null,
  truncatedBeforeMs: null,
  at: [],
  figures: Object.fromEntries(historyFigures.map((figure) => [figure, { mean: [], min: [], max: [] }])),
  live: [],
  degraded: [],
  down: [],
  unseen: [],
});
