import { isGap, type Series, type SeriesFigure, type SeriesPoint, seriesSpanMs } from './series';

/** The points of several daemons in one minute; null for a daemon of which there is none. */
type Minute = readonly (SeriesPoint | null)[];

const columns = 60;
interface Minutes {
  readonly minute: number;
  readonly points: readonly (SeriesPoint | null)[];
}

const minuteMs = seriesSpanMs / columns;
const memo = new WeakMap<Series, Minutes>();

/** The last point of each of the last 60 minutes, oldest first; null for a minute without. Worked out once for a series in a minute. */
export function minutes(series: Series, nowMs: number): readonly (SeriesPoint | null)[] {
  const minute = Math.floor(nowMs / minuteMs);
  const known = memo.get(series);
  if (known?.minute === minute) {
    return known.points;
  }
  const points = byMinute(series, minute);
  memo.set(series, { minute, points });
  return points;
}

function byMinute(series: Series, minute: number): readonly (SeriesPoint | null)[] {
  const points = new Array<SeriesPoint | null>(columns).fill(null);
  let before: SeriesPoint | null = null;
  let reached = -1;
  for (const point of series) {
    // A clock that is a little behind the daemon's news must not push the newest out of sight.
    const column = Math.min(columns - 1 - (minute - Math.floor(point.atMs / minuteMs)), columns - 1);
    if (before && !isGap(before)) {
      // Nothing says that it was not so all the while: a daemon that is asked less than once a minute.
      points.fill(before, Math.max(0, reached + 1), Math.max(0, column));
    }
    if (column >= 0 && !(points[column] && isGap(point))) {
      points[column] = point;
    }
    before = point;
    reached = column;
  }
  return points;
}

/** A figure in each of the last 60 minutes, oldest first, over several daemons; null where it is not known. */
export function lastHour(
  series: readonly Series[],
  nowMs: number,
  figure: (minute: Minute) => number | null,
): readonly (number | null)[] {
  const each = series.map((one) => minutes(one, nowMs));
  return Array.from({ length: columns }, (_, column) => figure(each.map((points) => points[column] ?? null)));
}

/** The sum of what is known; null where nothing is. */
export const total =
  (figure: SeriesFigure) =>
  (minute: Minute): number | null => {
    const known = valuesOf(minute, figure);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
  };

/** The greatest; null where none is known. */
export const highest =
  (figure: SeriesFigure) =>
  (minute: Minute): number | null => {
    const known = valuesOf(minute, figure);
    return known.length === 0 ? null : Math.max(...known);
  };

/** How many of the runs that ended within the 24 h before ended well, in percent; null where none had ended. */
export function successRate(minute: Minute): number | null {
  const succeeded = total('succeeded')(minute) ?? 0;
  const ended = succeeded + (total('failed')(minute) ?? 0);
  return ended === 0 ? null : (100 * succeeded) / ended;
}

const valuesOf = (minute: Minute, figure: SeriesFigure): readonly number[] => minute.flatMap((point) => point?.[figure] ?? []);

/** When the first of the series begins; null where all are empty. */
export const beginsMs = (series: readonly Series[]): number | null =>
  series.reduce<number | null>((first, [point]) => (point && (first === null || point.atMs < first) ? point.atMs : first), null);
