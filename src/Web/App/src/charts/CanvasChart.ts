import { Chart, type ChartDataset, Filler, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import { calendarTicks, isLongerThanADay } from '../state/calendarTicks';
import { formatNumber, formatTime, timeZone } from '../text/format';
import type { BandPoint, ChartDrawing } from './chartDrawing';
import type { ChartColours } from './colours';
import { platesPlugin } from './plates';
import { looksSame, type PixelSize } from './sameDrawing';

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler);

const mostTicks = 6;
const mostYTicks = 5;
/** The same width whatever stands there: all charts begin on one line, and what lies over them knows where. In sizes of the page's text. */
const yAxisTexts = 3.5;
const rightPx = 4;
/** Of the page's text. */
const textShare = 0.75;
const linePx = 1.75;
const dotPx = 1.75;
const usualTextPx = 16;
/** Told apart without colour too. */
const dashes: readonly number[][] = [[], [6, 3], [2, 3], [8, 3, 2, 3]];
/** The transparency of a band, as the last two digits of a colour: light enough for what lies beneath it to show. */
const bandAlpha = '2e';

interface XY {
  readonly x: number;
  readonly y: number | null;
}

type Dataset = ChartDataset<'line', XY[]>;

/** A chart of figures of one unit over time on a canvas. `destroy` it when the canvas goes. */
export class CanvasChart {
  private readonly chart: Chart<'line', XY[]>;
  private readonly plates = platesPlugin();
  private drawn: ChartDrawing | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.chart = new Chart<'line', XY[]>(canvas, {
      type: 'line',
      data: { datasets: [] },
      plugins: [this.plates.plugin],
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        responsive: true,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: { top: 6, right: rightPx } },
        datasets: { line: { pointRadius: 0, spanGaps: false, clip: 4 } },
        scales: {
          x: {
            type: 'linear',
            grid: { tickLength: 4 },
            border: { display: false },
            ticks: { maxRotation: 0, autoSkip: false, callback: (value) => this.tickText(Number(value)) },
            afterBuildTicks: (axis) => {
              axis.ticks = calendarTicks(axis.min, axis.max, mostTicks, timeZone()).map((value) => ({ value }));
            },
          },
          y: {
            border: { display: false },
            afterFit: (axis) => {
              axis.width = yAxisTexts * (this.drawn?.colours.textPx ?? usualTextPx);
            },
            ticks: { maxTicksLimit: mostYTicks, callback: (value) => this.valueText(Number(value)) },
          },
        },
      },
    });
  }

  /** Draws, unless that would look like what is drawn already. */
  draw(drawing: ChartDrawing): void {
    if (this.drawn && looksSame(this.drawn, drawing, this.pixelSize())) {
      return;
    }
    this.drawn = drawing;
    this.plates.show(drawing.plates, drawing.colours);
    this.chart.data.datasets = drawing.lines.flatMap((points, place) =>
      datasetsOf(points, place, drawing.colours, drawing.hasBand),
    );
    this.scale(drawing);
    const x = this.chart.options.scales?.x;
    if (x) {
      x.min = drawing.period.fromMs;
      x.max = drawing.period.toMs;
    }
    this.paint(drawing.colours);
    this.chart.update('none');
  }

  /** What it shows, in other colours and in the size that its place has now. */
  redraw(colours: ChartColours): void {
    this.chart.resize();
    if (this.drawn) {
      this.draw({ ...this.drawn, colours });
    }
  }

  destroy(): void {
    this.chart.destroy();
  }

  private pixelSize(): PixelSize {
    const { chartArea, scales } = this.chart;
    const { x, y } = scales;
    // A place without a size yet shows nothing, and is drawn whatever comes.
    return x && y && chartArea && chartArea.width > 0 && chartArea.height > 0
      ? { ms: (x.max - x.min) / chartArea.width, value: (y.max - y.min) / chartArea.height }
      : { ms: 0, value: 0 };
  }

  private scale({ unit, axis }: ChartDrawing): void {
    const y = this.chart.options.scales?.y;
    const isPercent = unit === 'percent';
    Object.assign(y ?? {}, { min: axis.min ?? 0, max: axis.max ?? (isPercent ? 100 : undefined) });
    Object.assign(y?.ticks ?? {}, { stepSize: isPercent && axis.min === null && axis.max === null ? 25 : undefined });
  }

  private valueText(value: number): string {
    const decimals = Number.isInteger(value) ? 0 : 1;
    const unit = this.drawn?.unit ?? 'percent';
    return unit === 'count' ? formatNumber(value, decimals) : `${formatNumber(value, decimals)} ${unit === 'ms' ? 'ms' : '%'}`;
  }

  private tickText(atMs: number): string {
    return formatTime(atMs, this.drawn && isLongerThanADay(this.drawn.period) ? 'date' : 'minute');
  }

  private paint(colours: ChartColours): void {
    const font = { family: colours.font, size: textShare * colours.textPx };
    for (const scale of Object.values(this.chart.options.scales ?? {})) {
      Object.assign(scale?.ticks ?? {}, { color: colours.text, font });
      Object.assign(scale?.grid ?? {}, { color: colours.grid });
    }
  }
}

/** The lower edge of the band, the upper one filled down to it, and the mean above both. */
function datasetsOf(points: readonly BandPoint[], place: number, colours: ChartColours, hasBand: boolean): Dataset[] {
  const colour = colours.lines[place % colours.lines.length] ?? colours.text;
  const of = (figure: 'mean' | 'min' | 'max'): XY[] => points.map((point) => ({ x: point.x, y: point[figure] }));
  const edge = { borderWidth: 0, backgroundColor: `${colour}${bandAlpha}` };
  const band: Dataset[] = hasBand
    ? [
        { ...edge, data: of('min'), fill: false },
        { ...edge, data: of('max'), fill: '-1' },
      ]
    : [];
  const line = {
    borderColor: colour,
    borderWidth: (linePx * colours.textPx) / usualTextPx,
    borderDash: dashes[place % dashes.length] ?? [],
  };
  return [...band, { ...line, data: of('mean') }, ...dotsOf(points, colour)];
}

/** A row between two unknown ones has no line: it is a dot. By themselves, because a chart works out the look of each point where one differs from the others. */
function dotsOf(points: readonly BandPoint[], colour: string): Dataset[] {
  const alone = points.filter((_, row) => isAlone(points, row));
  const dot = { showLine: false, pointRadius: dotPx, pointBackgroundColor: colour, pointBorderWidth: 0 };
  return alone.length > 0 ? [{ ...dot, data: alone.map(({ x, mean }) => ({ x, y: mean })) }] : [];
}

const isAlone = (points: readonly BandPoint[], row: number): boolean =>
  points[row]?.mean != null && points[row - 1]?.mean == null && points[row + 1]?.mean == null;
