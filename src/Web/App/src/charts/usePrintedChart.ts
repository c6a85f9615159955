import { useEffect } from 'preact/hooks';
import type { CanvasChart } from './CanvasChart';
import { readColours } from './colours';

/**
 * Draws a chart for paper, and for the screen again after it. At once: what comes with the next frame, as all other drawing does, is too
 * late for a page that is printed as it stands when the browser has said so.
 */
export function usePrintedChart(chart: Pick<CanvasChart, 'redraw'> | null): void {
  useEffect(() => {
    if (!chart) {
      return;
    }
    const redraw = () => chart.redraw(readColours());
    addEventListener('beforeprint', redraw);
    addEventListener('afterprint', redraw);
    return () => {
      removeEventListener('beforeprint', redraw);
      removeEventListener('afterprint', redraw);
    };
  }, [chart]);
}
