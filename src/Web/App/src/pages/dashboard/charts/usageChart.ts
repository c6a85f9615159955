import {
  Chart,
  type ChartDataset,
  Decimation,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type TooltipItem,
} from 'chart.js';
import { timeTicks, zoneOffsetMs } from '../../../state/timeTicks';
import type { UsagePoint } from '../../../state/usage';
import { formatPercent, formatTime, timeZone } from '../../../text/format';
import type { ChartColours } from './colours';
import './nearest';
import { isolated } from '../../../text/isolated';

Chart.register(LineController, LineElement, PointElement, LinearScale, Decimation, Filler, Tooltip);

/** One line: the figure of a daemon. */
export interface UsageLine {
  readonly name: string;
  readonly points: UsagePoint[];
}

/** What a chart shows at one moment. */
export interface UsageDrawing {
  readonly lines: readonly UsageLine[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly colours: ChartColours;
}

const mostTicks = 6;
const yAxisPx = 56;
/** Told apart without colour too. */
const dashes: readonly number[][] = [[], [6, 3], [2, 3], [8, 3, 2, 3]];

type UsageData = ChartDataset<'line', UsagePoint[]>;

/** A chart of percents over time on a canvas. `destroy` it when the canvas goes. */
export class UsageChart {
  private readonly chart: Chart<'line', UsagePoint[]>;
  private colours: ChartColours | null = null;
  private drawn: UsageDrawing | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.chart = new Chart<'line', UsagePoint[]>(canvas, {
      type: 'line',
      data: { datasets: [] },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        responsive: true,
        maintainAspectRatio: false,
        layout: { padding: { top: 6, right: 4 } },
        interaction: { mode: 'nearestOfEach', intersect: false },
        datasets: {
          line: { borderWidth: 1.75, pointRadius: 0, pointHitRadius: 0, pointHoverRadius: 4, spanGaps: false, clip: 4 },
        },
        plugins: {
          decimation: { enabled: true, algorithm: 'min-max', threshold: 600 },
          tooltip: {
            callbacks: { title: titleOf, label: tooltipLabel, labelColor: keyOf },
            displayColors: true,
            padding: 10,
            caretPadding: 8,
          },
        },
        scales: {
          x: {
            type: 'linear',
            grid: { tickLength: 4 },
            border: { display: false },
            ticks: { maxRotation: 0, autoSkip: false, callback: (value) => formatTime(Number(value), 'minute') },
            afterBuildTicks: (axis) => {
              const ticks = timeTicks(axis.min, axis.max, mostTicks, zoneOffsetMs(axis.max, timeZone()));
              axis.ticks = ticks.map((value) => ({ value }));
            },
          },
          y: {
            min: 0,
            max: 100,
            border: { display: false },
            // The same width whatever stands there: both charts begin on one line.
            afterFit: (axis) => {
              axis.width = yAxisPx;
            },
            ticks: { stepSize: 25, callback: (value) => `${value} %` },
          },
        },
      },
    });
  }

  draw(drawing: UsageDrawing): void {
    this.drawn = drawing;
    const { datasets } = this.chart.data;
    datasets.length = drawing.lines.length;
    drawing.lines.forEach((line, place) => {
      const dataset = datasets[place] ?? newLine(place);
      datasets[place] = dataset;
      dataset.label = line.name;
      dataset.data = line.points;
    });
    const x = this.chart.options.scales?.x;
    if (x) {
      x.min = drawing.fromMs;
      x.max = drawing.toMs;
    }
    this.paint(drawing);
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

  private paint({ lines, colours }: UsageDrawing): void {
    this.chart.data.datasets.forEach((dataset, place) => {
      const colour = colours.lines[place % colours.lines.length] ?? colours.text;
      dataset.borderColor = colour;
      dataset.pointHoverBackgroundColor = colour;
      // Areas of several lines would hide each other.
      dataset.fill = lines.length === 1 ? 'origin' : false;
      dataset.backgroundColor = colours.area;
    });
    if (colours === this.colours) {
      return;
    }
    this.colours = colours;
    for (const scale of Object.values(this.chart.options.scales ?? {})) {
      Object.assign(scale?.ticks ?? {}, { color: colours.text });
      Object.assign(scale?.grid ?? {}, { color: colours.grid });
    }
    Object.assign(this.chart.options.plugins?.tooltip ?? {}, {
      backgroundColor: colours.raised,
      borderColor: colours.grid,
      borderWidth: 1,
      titleColor: colours.strong,
      bodyColor: colours.strong,
    });
    Object.assign(this.chart.options, { font: { family: colours.font, size: 12 } });
  }
}

const newLine = (place: number): UsageData => ({ data: [], borderDash: dashes[place % dashes.length] ?? [] });

/** The time in the zone in use, and in UTC if that is another zone. */
function titleOf([item]: TooltipItem<'line'>[]): string {
  const atMs = item?.parsed.x ?? 0;
  const time = formatTime(atMs, 'time');
  return timeZone() === 'utc' ? `${time} UTC` : `${time} (${formatTime(atMs, 'time', 'utc')} UTC)`;
}

/** The line of the tooltip for a daemon. */
export const tooltipLabel = (item: TooltipItem<'line'>): string =>
  ` ${isolated(item.dataset.label ?? '')} ${formatPercent(item.parsed.y)}`;

/** The key beside a line of the tooltip: filled with the colour of its line. */
function keyOf({ dataset }: TooltipItem<'line'>) {
  const colour = String(dataset.borderColor);
  return { borderColor: colour, backgroundColor: colour };
}
