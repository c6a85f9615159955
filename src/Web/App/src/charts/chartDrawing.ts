import type { Period } from '../state/timeRange';
import type { ChartColours } from './colours';
import type { Plates } from './plates';
import type { Axis, Unit } from './units';

/** A row of a line: the mean is drawn as a line, least and greatest as a band around it. Null where it is not known. */
export interface BandPoint {
  /** The middle of the row. */
  readonly x: number;
  readonly mean: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** What a chart shows at one moment. */
export interface ChartDrawing {
  readonly lines: readonly (readonly BandPoint[])[];
  readonly plates: Plates;
  readonly period: Period;
  readonly colours: ChartColours;
  /** Zone and language: what the texts of the axes are written by. */
  readonly locale: string;
  readonly unit: Unit;
  readonly axis: Axis;
  /** Whether least and greatest are drawn around the mean. */
  readonly hasBand: boolean;
}
