import { columnCount, lastRow, mostRows, type Place } from '../model/document';
import type { Size } from '../widgets/definition';
import { et } from './text';
import type { Errors } from './typed';

/** A place as a form holds it; columns and rows are counted from 1. */
export type TypedPlace = Readonly<Record<keyof Place, string>>;

export const typedPlace = ({ x, y, w, h }: Place): TypedPlace => ({
  x: String(x + 1),
  y: String(y + 1),
  w: String(w),
  h: String(h),
});

/** The place that a form describes, and what is wrong with it, by field. */
export function placeFrom(typed: TypedPlace, least: Size): { readonly place: Place; readonly errors: Errors } {
  const errors = new Map<string, string>();
  const number = (name: keyof Place, from: number, to: number): number => {
    const value = Number(typed[name].trim() || Number.NaN);
    if (!Number.isInteger(value) || value < from || value > to) {
      errors.set(name, et('options.whole', { least: from, most: to }));
    }
    return value;
  };
  const place = {
    x: number('x', 1, columnCount) - 1,
    y: number('y', 1, lastRow + 1) - 1,
    w: number('w', least.w, columnCount),
    h: number('h', least.h, mostRows),
  };
  if (errors.size === 0 && place.x + place.w > columnCount) {
    errors.set('w', et('options.fits', { most: columnCount - place.x }));
  }
  return { place, errors };
}
