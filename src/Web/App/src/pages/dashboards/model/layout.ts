import { columnCount, type Place, type Widget } from './document';

/** How many columns there are: 12 as stored, fewer where the screen is narrow. */
export type Columns = 12 | 6 | 1;

/** A widget with the place that it has on a screen. */
export interface Placed {
  readonly widget: Widget;
  readonly place: Place;
}

/** From the top, and from the left within a row: the order in which widgets are read, reached by the keyboard and stacked. */
export const inReadingOrder = (widgets: readonly Widget[]): readonly Widget[] =>
  [...widgets].sort((left, right) => left.y - right.y || left.x - right.x);

/** Where each widget lies with so many columns. With fewer than 12 the places follow from the reading order, and are kept nowhere. */
export function laidOut(widgets: readonly Widget[], columns: Columns): readonly Placed[] {
  const ordered = inReadingOrder(widgets);
  if (columns === columnCount) {
    return ordered.map((widget) => ({ widget, place: placeOf(widget) }));
  }
  const placed: Placed[] = [];
  let fromY = 0;
  for (const widget of ordered) {
    const w = narrowed(widget.w, columns);
    const place = firstFree(placed, { x: 0, y: fromY, w, h: widget.h }, columns);
    // Nothing lies above what is read before it.
    fromY = place.y;
    placed.push({ widget, place });
  }
  return placed;
}

const placeOf = ({ x, y, w, h }: Widget): Place => ({ x, y, w, h });

/** A third of the width stays at least, so that two or three stand side by side. */
const narrowed = (w: number, columns: Columns): number =>
  columns === 1 ? 1 : Math.min(columns, Math.max(2, Math.ceil((w * columns) / columnCount)));

/** The first place from a row on in which something lies over nothing else. */
export function firstFree(taken: readonly { readonly place: Place }[], wanted: Place, columns: number): Place {
  for (let y = wanted.y; ; y += 1) {
    for (let x = wanted.x; x + wanted.w <= columns; x += 1) {
      const place = { ...wanted, x, y };
      if (!taken.some((one) => overlap(one.place, place))) {
        return place;
      }
    }
    if (wanted.x > 0) {
      return firstFree(taken, { ...wanted, x: 0 }, columns);
    }
  }
}

export const overlap = (left: Place, right: Place): boolean =>
  left.x < right.x + right.w && right.x < left.x + left.w && left.y < right.y + right.h && right.y < left.y + left.h;

/**
 * The widgets after one got another place: whatever lies under it moves down, and what lies under that in turn. Nothing moves up, so that
 * what was arranged with room in between keeps it.
 */
export function moved(widgets: readonly Widget[], id: string, to: Place): readonly Widget[] {
  const own = widgets.find((widget) => widget.id === id);
  if (!own) {
    return widgets;
  }
  const settled: Widget[] = [{ ...own, ...to }];
  for (const widget of inReadingOrder(widgets.filter((one) => one !== own))) {
    settled.push(below(settled, widget));
  }
  const byId = new Map(settled.map((widget) => [widget.id, widget]));
  return widgets.map((widget) => byId.get(widget.id) ?? widget);
}

/** A widget where it lies over no other: further down if it has to. */
export function below(settled: readonly Widget[], widget: Widget): Widget {
  let place = widget;
  for (let under = hit(settled, place); under; under = hit(settled, place)) {
    place = { ...place, y: under.y + under.h };
  }
  return place;
}

const hit = (settled: readonly Widget[], place: Widget): Widget | undefined => settled.find((one) => overlap(one, place));
