import { isGap, type Series, type SeriesFigure, type SeriesPoint, seriesSpanMs } from './series';

/** A point of a daemon for each minute, oldest first; null for a minute without. */
type Points = readonly (SeriesPoint | null)[];

/** What a figure of several daemons was in each minute, oldest first; null if that is not known. */
export type Course = (each: readonly Points[]) => readonly (number | null)[];

const columns = 60;
interface Minutes {
  readonly minute: number;
  readonly points: Points;
}

const minuteMs = seriesSpanMs / columns;
const memo = new WeakMap<Series, Minutes>();

/** The last point of each of the last 60 minutes, oldest first; null for a minute without. Worked out once for a series in a minute. */
export function minutes(series: Series, nowMs: number): Points {
  const minute = Math.floor(nowMs / minuteMs);
  const known = memo.get(series);
  if (known?.minute === minute) {
    return known.points;
  }
  const points = byMinute(series, minute);
  memo.set(series, { minute, points });
  return points;
}

function byMinute(series: Series, minute: number): Points {
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

/** The course of a figure over the last 60 minutes and several daemons. */
export const lastHour = (series: readonly Series[], nowMs: number, course: Course): readonly (number | null)[] =>
  course(series.map((one) => minutes(one, nowMs)));

/** The sum; null if none is known, or one is not that was before: the sum of the others would pass for all. */
export const total =
  (figure: SeriesFigure): Course =>
  (each) => {
    const values = each.map((points) => valuesOf(points, figure));
    const begins = values.map((ofOne) => ofOne.findIndex((value) => value !== null));
    return byColumn((column) => {
      const begun = values.filter((_, place) => hasBegun(begins[place], column));
      const known = begun.map((ofOne) => ofOne[column] ?? null).filter((value) => value !== null);
      return known.length === 0 || known.length < begun.length ? null : known.reduce((sum, value) => sum + value, 0);
    });
  };

/** The greatest; null if none is known. */
export const highest =
  (figure: SeriesFigure): Course =>
  (each) => {
    const values = each.map((points) => valuesOf(points, figure));
    return byColumn((column) => {
      const known = values.map((ofOne) => ofOne[column] ?? null).filter((value) => value !== null);
      return known.length === 0 ? null : Math.max(...known);
    });
  };

/** How many of the runs that ended within the 24 h before ended well, in percent; null if none had ended. */
export const successRate: Course = (each) => {
  const succeeded = total('succeeded')(each);
  const failed = total('failed')(each);
  return byColumn((column) => {
    const [good, bad] = [succeeded[column] ?? null, failed[column] ?? null];
    return good === null || bad === null || good + bad === 0 ? null : (100 * good) / (good + bad);
  });
};

const byColumn = (value: (column: number) => number | null): readonly (number | null)[] =>
  Array.from({ length: columns }, (_, column) => value(column));

const valuesOf = (points: Points, figure: SeriesFigure): readonly (number | null)[] =>
  points.map((point) => point?.[figure] ?? null);

/** Whether what begins at a column, or nowhere (-1), has begun by another. */
const hasBegun = (begins: number | undefined, column: number): boolean => begins !== undefined && begins >= 0 && begins <= column;

/** When the first of the series begins; null if all are empty. */
export const beginsMs = (series: readonly Series[]): number | null =>
  series.reduce<number | null>((first, [point]) => (point && (first === null || point.atMs < first) ? point.atMs : first), null);
