import { Chart, type ChartDataset, Filler, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import { calendarTicks, isLongerThanADay } from '../state/calendarTicks';
import type { Period } from '../state/timeRange';
import { formatNumber, formatTime, timeZone } from '../text/format';
import type { ChartColours } from './colours';
import { type Plates, platesPlugin } from './plates';
import type { Axis, Unit } from './units';

Chart.register(LineController, LineElement, PointElement, LinearScale, Filler);

/** A row of a line: the mean is drawn as a line, least and greatest as a band around it. Null where it is not known. */
export interface BandPoint {
  /** The middle of the row. */
  readonly x: number;
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** What a chart shows at one moment. */
export interface ChartDrawing {
  readonly lines: readonly (readonly BandPoint[])[];
  readonly plates: Plates;
  readonly period: Period;
  readonly colours: ChartColours;
  readonly unit: Unit;
  readonly axis: Axis;
  /** Whether least and greatest are drawn around the mean. */
  readonly hasBand: boolean;
}

const mostTicks = 6;
const mostYTicks = 5;
/** The same width whatever stands there: all charts begin on one line, and what lies over them knows where. In sizes of the page's text. */
const yAxisTexts = 3.5;
const rightPx = 4;
/** Of the page's text. */
const textShare = 0.75;
const linePx = 1.75;
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

  draw(drawing: ChartDrawing): void {
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
  return [
    ...band,
    {
      data: of('mean'),
      borderColor: colour,
      borderWidth: (linePx * colours.textPx) / usualTextPx,
      pointBackgroundColor: colour,
      pointBorderWidth: 0,
      borderDash: dashes[place % dashes.length] ?? [],
      // A row between two unknown ones has no line: it is a dot.
      pointRadius: points.map((_, row) => (isAlone(points, row) ? 1.75 : 0)),
    },
  ];
}

const isAlone = (points: readonly BandPoint[], row: number): boolean =>
  points[row]?.mean != null && points[row - 1]?.mean == null && points[row + 1]?.mean == null;
