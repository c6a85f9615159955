import { useEffect, useRef, useState } from 'preact/hooks';
import type { SourceView } from '../../state/source';
import { type UsageFigure, usagePoints } from '../../state/usage';
import { language } from '../../text/text';
import { useScene } from '../scene';
import { useChartColours } from './colours';
import type { UsageChart } from './usageChart';

interface Props {
  readonly figure: UsageFigure;
  readonly views: readonly SourceView[];
  readonly fromMs: number;
  readonly toMs: number;
  /** What the chart says, in words. */
  readonly label: string;
}

/** The chart itself. What draws it comes after the first screen; until then its place is kept. */
export function UsageCanvas({ figure, views, fromMs, toMs, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [chart, setChart] = useState<UsageChart | null>(null);
  const colours = useChartColours();
  const { preferences } = useScene();
  useEffect(() => {
    let isGone = false;
    let made: UsageChart | null = null;
    void import('./usageChart').then((module) => {
      if (!isGone && canvas.current) {
        made = new module.UsageChart(canvas.current);
        setChart(made);
      }
    });
    return () => {
      isGone = true;
      made?.destroy();
    };
  }, []);
  useEffect(() => {
    const lines = views.map((view) => ({ name: view.name, points: usagePoints(view.series, figure, fromMs) }));
    chart?.draw({ lines, fromMs, toMs, colours });
  }, [chart, colours, figure, fromMs, toMs, preferences.zone, language(), ...views.map((view) => view.series)]);
  return <canvas ref={canvas} role="img" aria-label={label} />;
}
