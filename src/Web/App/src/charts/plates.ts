import type { Chart, Plugin } from 'chart.js';
import type { Period } from '../state/timeRange';
import type { ChartColours } from './colours';

/** What is drawn behind the lines. */
export interface Plates {
  /** Nothing is known of any line: hatched. */
  readonly unknown: readonly Period[];
  /** For each line when its daemon was down: a strip along the bottom. */
  readonly down: readonly (readonly Period[])[];
  /** For each line when the monitor was away: a thinner strip. */
  readonly away: readonly (readonly Period[])[];
}

const stripPx = 4;
const awayPx = 2;
const hatchPx = 8;
/** Of what is shorter than a pixel, at least this much is seen. */
const leastPx = 1.5;
/** With more strips than these, they would hide the lines. */
const mostStrips = 6;

/** A plugin of Chart.js that draws plates, and what tells it which. */
export function platesPlugin(): { readonly plugin: Plugin<'line'>; show(plates: Plates, colours: ChartColours): void } {
  let shown: { readonly plates: Plates; readonly colours: ChartColours } | null = null;
  return {
    show: (plates, colours) => {
      shown = { plates, colours };
    },
    plugin: {
      id: 'plates',
      beforeDatasetsDraw: (chart) => {
        if (shown) {
          draw(chart, shown.plates, shown.colours);
        }
      },
    },
  };
}

function draw(chart: Chart, plates: Plates, colours: ChartColours): void {
  const { ctx, chartArea } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
  ctx.clip();
  for (const period of plates.unknown) {
    hatch(chart, period, colours.text);
  }
  for (const [line, periods] of plates.down.slice(0, mostStrips).entries()) {
    fill(chart, periods, line, stripPx, colours.bad);
  }
  for (const [line, periods] of plates.away.slice(0, mostStrips).entries()) {
    fill(chart, periods, line, awayPx, colours.text);
  }
  ctx.restore();
}

function fill(chart: Chart, periods: readonly Period[], line: number, height: number, colour: string): void {
  const { ctx, chartArea } = chart;
  ctx.fillStyle = colour;
  for (const period of periods) {
    const { left, width } = placeOf(chart, period);
    ctx.fillRect(left, chartArea.bottom - line * (stripPx + 1) - height, width, height);
  }
}

/** Slanted lines that go on from one stretch to the next. */
function hatch(chart: Chart, period: Period, colour: string): void {
  const { ctx, chartArea } = chart;
  const { left, width } = placeOf(chart, period);
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, chartArea.top, width, chartArea.height);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.globalAlpha = 0.25;
  ctx.lineWidth = 1;
  ctx.beginPath();
  const first = Math.floor((left - chartArea.height) / hatchPx) * hatchPx;
  for (let x = first; x < left + width; x += hatchPx) {
    ctx.moveTo(x, chartArea.bottom);
    ctx.lineTo(x + chartArea.height, chartArea.top);
  }
  ctx.stroke();
  ctx.restore();
}

function placeOf(chart: Chart, { fromMs, toMs }: Period): { readonly left: number; readonly width: number } {
  const x = chart.scales.x;
  const left = x?.getPixelForValue(fromMs) ?? 0;
  const right = x?.getPixelForValue(toMs) ?? 0;
  return { left, width: Math.max(leastPx, right - left) };
}
