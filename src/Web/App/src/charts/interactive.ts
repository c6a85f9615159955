/** What charts need besides their frame, loaded after the first screen. */
export { CanvasChart } from './CanvasChart';
export { ChartOverlay } from './ChartOverlay';
export { ChartTable } from './ChartTable';
export { drawingOf } from './drawing';
