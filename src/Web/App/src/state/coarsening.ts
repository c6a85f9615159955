import { figures, type Series, type SeriesPoint } from './series';

/** For so long a series has a point for each second. History, which charts draw of the time before, has a row for each ten seconds. */
const fineSpanMs = 10 * 60 * 1000;
const coarseStepMs = 10 * 1000;

/**
 * The series with the last point alone of each ten seconds that are over for longer than ten minutes. What begins or ends a gap of a figure
 * stays, so that gaps stay as long as they were. The same series where nothing is left out.
 */
export function coarsened(series: Series, nowMs: number): Series {
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
