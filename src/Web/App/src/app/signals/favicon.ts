import type { Headline } from './headline';

const size = 64;
const colours: Readonly<Record<Headline['tone'], string>> = { calm: '#1f5eff', bad: '#c4281c', 'cut-off': '#6b7482' };
/** The pulse of favicon.svg, on its grid of 32. */
const pulse = 'M5 17h5l3-8 5 15 3-10 2 3h4';
const mostCounted = 99;

/** The icon of the tab as a picture in an address: the pulse, or the number of problems. */
export function faviconOf({ tone, problems }: Headline): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d');
  if (!context) {
    return null;
  }
  context.scale(size / 32, size / 32);
  context.fillStyle = colours[tone];
  context.beginPath();
  context.roundRect(0, 0, 32, 32, 7);
  context.fill();
  if (problems) {
    drawNumber(context, problems);
  } else {
    drawPulse(context, tone === 'cut-off');
  }
  return canvas.toDataURL('image/png');
}

function drawNumber(context: CanvasRenderingContext2D, problems: number): void {
  const text = problems > mostCounted ? '99+' : String(problems);
  context.fillStyle = '#fff';
  context.font = `700 ${text.length > 2 ? 15 : text.length > 1 ? 21 : 25}px system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, 16, 17.5);
}

function drawPulse(context: CanvasRenderingContext2D, isCutOff: boolean): void {
  context.strokeStyle = '#fff';
  context.lineWidth = 2.6;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  if (isCutOff) {
    context.setLineDash([2.5, 4.5]);
  }
  context.stroke(new Path2D(pulse));
}
