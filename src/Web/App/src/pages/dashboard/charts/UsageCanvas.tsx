import { useEffect, useRef, useState } from 'preact/hooks';
import { useScene } from '../../../app/scene';
import type { SourceView } from '../../../state/sourceView';
import { type UsageFigure, usagePoints } from '../../../state/usage';
import { language } from '../../../text/text';
import { useChartColours } from './colours';
import type { UsageChart } from './usageChart';
import { usePrintedChart } from './usePrintedChart';

interface Props {
  readonly figure: UsageFigure;
  readonly views: readonly SourceView[];
  readonly fromMs: number;
  readonly toMs: number;
  /** What the chart says, in words. */
  readonly label: string;
}

type Drawing = typeof UsageChart;

let loaded: Drawing | null = null;

/** The chart itself. The chart library is loaded after the first screen; until then the place stays empty. */
export function UsageCanvas({ figure, views, fromMs, toMs, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [chart, setChart] = useState<UsageChart | null>(null);
  const colours = useChartColours();
  const { preferences, isConnected } = useScene();
  const Drawing = useDrawing(isConnected);
  useEffect(() => {
    if (!Drawing || !canvas.current) {
      return;
    }
    const made = chartOn(canvas.current, Drawing);
    setChart(made);
    return () => made?.destroy();
  }, [Drawing]);
  usePrintedChart(chart);
  useEffect(() => {
    const lines = views.map((view) => ({ name: view.name, points: usagePoints(view.series, figure, fromMs) }));
    chart?.draw({ lines, fromMs, toMs, colours });
  }, [chart, colours, figure, fromMs, toMs, preferences.zone, language(), ...views.map((view) => view.series)]);
  return <canvas ref={canvas} role="img" aria-label={label} />;
}

/** A chart; null where the browser lacks what charts need, or refuses it. The figures stand in the tiles too. */
const chartOn = (canvas: HTMLCanvasElement, Drawing: Drawing): UsageChart | null =>
  canDraw(canvas) ? new Drawing(canvas) : null;

/** Asked first: the chart library fails at each later drawing, and a page on a wall reloads itself after an error. */
function canDraw(canvas: HTMLCanvasElement): boolean {
  try {
    new ResizeObserver(() => undefined).disconnect();
    return canvas.getContext('2d') !== null;
  } catch {
    // Taken away by the browser or its owner.
    return false;
  }
}

/** Fetches the chart library once; if the host cannot be reached, again when it can. */
function useDrawing(isConnected: boolean): Drawing | null {
  const [drawing, setDrawing] = useState<Drawing | null>(() => loaded);
  useEffect(() => {
    if (drawing || !isConnected) {
      return;
    }
    import('./usageChart').then(
      (part) => {
        loaded = part.UsageChart;
        setDrawing(() => part.UsageChart);
      },
      () => {
        // The charts' place stays empty until the next connection, which the page waits for anyway.
      },
    );
  }, [drawing, isConnected]);
  return drawing;
}
