import { useRef } from 'preact/hooks';
import { useScene } from '../../app/scene';
import type { ShownRange } from '../../charts/useRange';
import type { Known } from '../../state/history/HistoryStore';
import { periodOf } from '../../state/timeRange';
import { FigureChart } from './FigureChart';
import { lineOf } from './lines';

interface Props {
  readonly figure: 'cpuUsage' | 'memoryUsage';
  readonly title: string;
  readonly shown: ShownRange;
  readonly known: Known;
}

/** A percent of the daemons' hosts over time, a line for each. */
export function Usage({ figure, title, shown, known }: Props) {
  const scene = useScene();
  const bySource = useLastKnown(known).bySource;
  const period = periodOf(shown.range, scene.nowMs);
  const lines = scene.views.map((view) => lineOf(scene, view, bySource?.get(view.name), figure, period));
  return <FigureChart id={`usage-${figure}`} {...{ title, figure, lines, shown, known }} />;
}

/** While a part is being fetched, it is drawn from what was shown before. */
export function useLastKnown(known: Known): Known {
  const before = useRef<Known>(known);
  if (known.bySource) {
    before.current = known;
  }
  return before.current;
}
