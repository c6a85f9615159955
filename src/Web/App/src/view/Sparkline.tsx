import { type Series, type SeriesFigure, seriesSpanMs } from '../state/series';

interface Props {
  readonly series: Series;
  readonly figure: SeriesFigure;
  readonly nowMs: number;
  /** The top of the scale; the greatest value seen where it is left out. */
  readonly most?: number;
}

const width = 120;
const height = 28;
const columns = 60;

/** The last hour of a figure, a point a minute, with gaps where nothing confirmed it. Decoration: the figure itself stands beside it. */
export function Sparkline({ series, figure, nowMs, most }: Props) {
  const values = minutes(series, figure, nowMs);
  const top = most ?? Math.max(1, ...values.filter((value) => value !== null));
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      {paths(values, top).map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}

/** The last value of each of the last 60 minutes, oldest first. */
export function minutes(series: Series, figure: SeriesFigure, nowMs: number): readonly (number | null)[] {
  const stepMs = seriesSpanMs / columns;
  const values = new Array<number | null>(columns).fill(null);
  for (const point of series) {
    const column = columns - 1 - Math.floor((nowMs - point.atMs) / stepMs);
    if (column >= 0 && column < columns && point[figure] !== null) {
      values[column] = point[figure];
    }
  }
  return values;
}

function paths(values: readonly (number | null)[], top: number): readonly string[] {
  const found: string[] = [];
  let path = '';
  values.forEach((value, column) => {
    if (value === null) {
      path = '';
      return;
    }
    const x = (column * width) / (columns - 1);
    const y = height - 1 - (Math.min(value, top) / top) * (height - 2);
    const isFirst = path === '';
    path = isFirst ? `M${(x - 1).toFixed(1)} ${y.toFixed(1)}H${x.toFixed(1)}` : `${path}L${x.toFixed(1)} ${y.toFixed(1)}`;
    if (isFirst) {
      found.push(path);
    } else {
      found[found.length - 1] = path;
    }
  });
  return found;
}
