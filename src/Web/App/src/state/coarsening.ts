import { figures, type Series, type SeriesPoint } from './series';

/** How long a series keeps a point for each second. Charts draw the time before from history, which has a row for each ten seconds. */
const fineSpanMs = 10 * 60 * 1000;
const coarseStepMs = 10 * 1000;

/**
 * The series with only the last point of every ten seconds that ended more than ten minutes before `nowMs`; of all of it without a time.
 * Points that begin or end a gap of a figure stay, so that gaps keep their length. The same series where nothing is left out.
 */
export function coarsened(series: Series, nowMs = Number.POSITIVE_INFINITY): Series {
  const isLeftOut = (point: SeriesPoint, place: number): boolean => {
    const [before, after] = [series[place - 1], series[place + 1]];
    return (
      point.atMs < nowMs - fineSpanMs &&
      before !== undefined &&
      after !== undefined &&
      coarseStep(point) === coarseStep(after) &&
      knowsAlike(before, point) &&
      knowsAlike(point, after)
    );
  };
  return series.some(isLeftOut) ? series.filter((point, place) => !isLeftOut(point, place)) : series;
}

const coarseStep = ({ atMs }: SeriesPoint): number => Math.floor(atMs / coarseStepMs);

const knowsAlike = (one: SeriesPoint, other: SeriesPoint): boolean =>
  one.isAway === other.isAway && figures.every((figure) => (one[figure] === null) === (other[figure] === null));
