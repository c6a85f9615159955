import type { Period } from '../state/timeRange';
import type { BandPoint, ChartDrawing } from './chartDrawing';

/** How much one pixel of a chart stands for. */
export interface PixelSize {
  readonly ms: number;
  readonly value: number;
}

/** Of a pixel: a line that moves up or down by less looks the same. */
const valueShare = 0.5;

/** Whether a drawing would look like the one that stands there: a chart of a day moves on by less than a pixel a second. */
export const looksSame = (before: ChartDrawing, after: ChartDrawing, pixel: PixelSize): boolean =>
  before.colours === after.colours &&
  before.locale === after.locale &&
  before.unit === after.unit &&
  before.hasBand === after.hasBand &&
  before.axis.min === after.axis.min &&
  before.axis.max === after.axis.max &&
  isNear(before.period, after.period, pixel.ms) &&
  areNear(before.lines, after.lines, (left, right) => areNear(left, right, (one, other) => isNearPoint(one, other, pixel))) &&
  areNear(before.plates.unknown, after.plates.unknown, (one, other) => isNear(one, other, pixel.ms)) &&
  areNear(before.plates.down, after.plates.down, (left, right) =>
    areNear(left, right, (one, other) => isNear(one, other, pixel.ms)),
  ) &&
  areNear(before.plates.away, after.plates.away, (left, right) =>
    areNear(left, right, (one, other) => isNear(one, other, pixel.ms)),
  );

const areNear = <T>(before: readonly T[], after: readonly T[], isSame: (one: T, other: T) => boolean): boolean =>
  before.length === after.length &&
  before.every((one, place) => {
    const other = after[place];
    return other !== undefined && isSame(one, other);
  });

const isNear = (before: Period, after: Period, ms: number): boolean =>
  Math.abs(after.fromMs - before.fromMs) < ms && Math.abs(after.toMs - before.toMs) < ms;

const isNearPoint = (before: BandPoint, after: BandPoint, { ms, value }: PixelSize): boolean =>
  Math.abs(after.x - before.x) < ms &&
  isNearValue(before.mean, after.mean, value) &&
  isNearValue(before.min, after.min, value) &&
  isNearValue(before.max, after.max, value);

const isNearValue = (before: number | null, after: number | null, value: number): boolean =>
  before === null || after === null ? before === after : Math.abs(after - before) < valueShare * value;
