import { useEffect, useRef, useState } from 'preact/hooks';
import { useScene } from '../app/scene';
import type { History, HistoryFigure } from '../contract/history';
import type { Period } from '../state/timeRange';
import { language } from '../text/text';
import type { CanvasChart } from './CanvasChart';
import { useChartColours } from './colours';
import { type Axis, ownAxis, unitOf } from './units';
import { usePrintedChart } from './usePrintedChart';
import type { ShownRange } from './useRange';

interface Props {
  readonly figure: HistoryFigure;
  /** A line for each. */
  readonly histories: readonly History[];
  readonly period: Period;
  readonly shown: ShownRange;
  readonly axis?: Axis;
  /** Whether least and greatest are drawn around the mean. */
  readonly hasBand?: boolean;
  /** What the chart says, in words. */
  readonly label: string;
  /** Shows the chart's numbers as a table. */
  onTable(): void;
}

type Parts = typeof import('./interactive');

let loaded: Parts | null = null;

/** The chart itself. What draws it and answers to the pointer is loaded after the first screen; until then the place stays empty. */
export function ChartCanvas({ figure, histories, period, shown, axis = ownAxis, hasBand = true, label, onTable }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [chart, setChart] = useState<CanvasChart | null>(null);
  const colours = useChartColours();
  const { preferences, isConnected, route } = useScene();
  const parts = useParts(isConnected);
  const locale = `${preferences.zone}/${language()}`;
  useEffect(() => {
    if (!parts || !canvas.current) {
      return;
    }
    const made = canDraw(canvas.current) ? new parts.CanvasChart(canvas.current) : null;
    setChart(made);
    return () => made?.destroy();
  }, [parts]);
  usePrintedChart(chart);
  useEffect(() => {
    if (chart && parts) {
      chart.draw({ ...parts.drawingOf(histories, figure, period), period, colours, locale, unit: unitOf(figure), axis, hasBand });
    }
  }, [chart, parts, colours, figure, period.fromMs, period.toMs, locale, axis.min, axis.max, hasBand, ...histories]);
  return (
    <>
      <canvas ref={canvas} role="img" aria-label={label} />
      {parts && !route.kiosk && (
        <parts.ChartOverlay figure={figure} histories={histories} period={period} shown={shown} onTable={onTable} />
      )}
    </>
  );
}

/**
 * Whether the browser has what charts need, and allows it. Asked first: the chart library fails at each later drawing, and a page on a wall
 * reloads itself after an error. The figures stand in the tiles too.
 */
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
function useParts(isConnected: boolean): Parts | null {
  const [parts, setParts] = useState<Parts | null>(() => loaded);
  useEffect(() => {
    if (parts || !isConnected) {
      return;
    }
    import('./interactive').then(
      (fetched) => {
        loaded = fetched;
        setParts(fetched);
      },
      () => {
        // The charts' place stays empty until the next connection, which the page waits for anyway.
      },
    );
  }, [parts, isConnected]);
  return parts;
}
