import { useMemo } from 'preact/hooks';

interface Props {
  /** Evenly spaced in time, oldest first; null if nothing confirmed the figure. */
  readonly values: readonly (number | null)[];
  /** The top of the scale; a little above the greatest value if it is left out. */
  readonly most?: number | undefined;
}

const width = 120;
const height = 32;
const margin = 3;

/** A figure's course, with gaps where nothing confirmed it. Decoration: the figure itself stands beside it in words. */
export function Sparkline({ values, most }: Props) {
  const drawn = useMemo(() => draw(values, most), [values, most]);
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <path class={drawn.line ? 'sparkline-base' : 'sparkline-base is-empty'} d={`M0 ${height - 0.5}H${width}`} />
      <path class="sparkline-area" d={drawn.area} />
      <path class="sparkline-line" d={drawn.line} />
      <path class="sparkline-last" d={drawn.last} />
    </svg>
  );
}

interface Drawn {
  readonly line: string;
  readonly area: string;
  readonly last: string;
}

type Point = readonly [x: number, y: number];

function draw(values: readonly (number | null)[], most: number | undefined): Drawn {
  const top = most ?? 1.1 * Math.max(1, ...values.filter((value) => value !== null));
  const pieces = unbroken(values, top);
  const last = values.at(-1) == null ? undefined : pieces.at(-1)?.at(-1);
  return {
    line: pieces.map((piece) => `M${piece.map(at).join('L')}`).join(''),
    area: pieces.map((piece) => `M${piece[0]?.[0].toFixed(1)} ${height}L${piece.map(at).join('L')}V${height}Z`).join(''),
    // A stroke of no length with round ends: a dot that stays round however the picture is stretched.
    last: last ? `M${at(last)}h0.01` : '',
  };
}

function unbroken(values: readonly (number | null)[], top: number): readonly (readonly Point[])[] {
  const pieces: Point[][] = [];
  values.forEach((value, column) => {
    if (value === null) {
      return;
    }
    const x = margin + (column * (width - 2 * margin)) / (values.length - 1);
    const y = height - margin - (Math.min(value, top) / top) * (height - 2 * margin);
    const piece = values[column - 1] == null ? undefined : pieces.at(-1);
    if (piece) {
      piece.push([x, y]);
    } else {
      pieces.push([[x, y]]);
    }
  });
  return pieces;
}

const at = ([x, y]: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
