import { columnCount, lastRow, mostRows, type Place, type Widget } from '../model/document';
import { moved } from '../model/layout';
import type { Size } from '../widgets/definition';

const steps: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The widgets after an arrow key on one of them: it moves by a column or a row, with Shift it becomes larger or smaller. Null for any other key;
 * the same widgets where it cannot go further.
 */
export function afterKey(
  widgets: readonly Widget[],
  id: string,
  key: string,
  isResizing: boolean,
  least: Size,
): readonly Widget[] | null {
  const step = steps[key];
  const widget = widgets.find((one) => one.id === id);
  if (!step || !widget) {
    return null;
  }
  const to = isResizing ? resized(widget, step, least) : shifted(widget, step);
  const isSame = to.x === widget.x && to.y === widget.y && to.w === widget.w && to.h === widget.h;
  return isSame ? widgets : moved(widgets, id, to);
}

const shifted = ({ x, y, w, h }: Widget, [dx, dy]: readonly [number, number]): Place => ({
  x: within(x + dx, 0, columnCount - w),
  y: within(y + dy, 0, lastRow),
  w,
  h,
});

const resized = ({ x, y, w, h }: Widget, [dx, dy]: readonly [number, number], least: Size): Place => ({
  x,
  y,
  w: within(w + dx, Math.min(least.w, w), columnCount - x),
  h: within(h + dy, Math.min(least.h, h), mostRows),
});

const within = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
