import type { Scene } from '../../app/scene';
import { isUnconfirmed } from '../../app/trust';
import type { History } from '../../contract/history';
import { awayIn, downIn } from '../../state/history/rows';
import { type Gap, gapsOf, type Series } from '../../state/series';
import type { SourceView } from '../../state/sourceView';
import type { Period } from '../../state/timeRange';

/** When nothing of a daemon's runs was confirmed: before this page saw anything of it, as history knows, and since. */
export const laneGaps = (scene: Scene, view: SourceView, past: History | undefined): readonly Gap[] => [
  ...pastGaps(past, view.series),
  ...gapsIn(scene, view),
];

/** When a daemon was down, or the monitor away, before this page saw anything of it. */
function pastGaps(past: History | undefined, series: Series): readonly Gap[] {
  const seenFromMs = series[0]?.atMs ?? Number.POSITIVE_INFINITY;
  const before = (periods: readonly Period[], isAway: boolean) =>
    periods
      .filter(({ fromMs }) => fromMs < seenFromMs)
      .map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, seenFromMs), isAway }));
  return past ? [...before(downIn(past), false), ...before(awayIn(past), true)] : [];
}

/** When a daemon's runs were not confirmed, up to now if they still are not. */
function gapsIn(scene: Scene, view: SourceView): readonly Gap[] {
  const gaps = gapsOf(view.series, 'running');
  const isOpen = gaps.at(-1)?.toMs === Number.POSITIVE_INFINITY;
  return isUnconfirmed(scene, view) && !isOpen && view.observedAtMs !== null
    ? [...gaps, { fromMs: view.observedAtMs, toMs: Number.POSITIVE_INFINITY, isAway: !scene.isConnected }]
    : gaps;
}
