import type { GridStack, GridStackNode } from 'gridstack';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { columnCount, mostRows, type Widget } from '../model/document';
import { inReadingOrder } from '../model/layout';
import { definitionOf } from '../widgets/registry';
import type { Stack } from './useStack';

interface Props {
  readonly Stack: Stack;
  readonly widgets: readonly Widget[];
  frameOf(widget: Widget): ComponentChildren;
  /** After somebody moved or resized a widget by pointer or touch: all widgets, and the ids of those that have another place. */
  onPlaced(widgets: readonly Widget[], ids: readonly string[]): void;
}

/** As in the style sheet: a row with the gap below it, and half a gap around each widget. */
const rowRem = 3.5;
const marginRem = 0.5;

/** The widgets on 12 columns, moved and resized by pointer and touch. The places of the document hold; the library only proposes others. */
export function StackGrid({ Stack, widgets, frameOf, onPlaced }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const grid = useRef<GridStack | null>(null);
  const newest = useRef({ widgets, onPlaced });
  newest.current = { widgets, onPlaced };
  const isApplying = useRef(false);
  useEffect(() => {
    if (!root.current) {
      return;
    }
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const made = Stack.init(
      {
        column: columnCount,
        cellHeight: rowRem * rem,
        margin: marginRem * rem,
        mode: 'float',
        animate: false,
        auto: false,
        handle: '.edit-handle',
        draggable: { handle: '.edit-handle', cancel: '.edit-button' },
        resizable: { handles: 'se' },
        alwaysShowResizeHandle: true,
      },
      root.current,
    );
    if (!made) {
      return;
    }
    grid.current = made;
    made.on('change', () => {
      if (!isApplying.current) {
        const { placed, ids } = placedBy(newest.current.widgets, made.engine.nodes);
        if (ids.length > 0) {
          newest.current.onPlaced(placed, ids);
        }
      }
    });
    return () => {
      grid.current = null;
      made.destroy(false);
    };
  }, [Stack]);
  useEffect(() => {
    const made = grid.current;
    if (made && root.current) {
      isApplying.current = true;
      apply(made, root.current, widgets);
      isApplying.current = false;
    }
  }, [Stack, widgets]);
  return (
    <div ref={root} class="grid-stack" data-library>
      {inReadingOrder(widgets).map((widget) => (
        <div key={widget.id} class="grid-stack-item" data-library data-widget={widget.id}>
          <div class="grid-stack-item-content">{frameOf(widget)}</div>
        </div>
      ))}
    </div>
  );
}

/** Makes the library hold exactly the places of the document. */
function apply(grid: GridStack, root: HTMLElement, widgets: readonly Widget[]): void {
  if (isHeld(grid.engine.nodes, widgets)) {
    return;
  }
  grid.removeAll(false, false);
  grid.batchUpdate();
  for (const { id, type, x, y, w, h } of widgets) {
    const element = root.querySelector<HTMLElement>(`[data-widget="${CSS.escape(id)}"]`);
    const least = definitionOf(type)?.least;
    if (element) {
      grid.makeWidget(element, {
        id,
        x,
        y,
        w,
        h,
        minW: Math.min(least?.w ?? 1, w),
        minH: Math.min(least?.h ?? 1, h),
        maxH: mostRows,
      });
    }
  }
  grid.batchUpdate(false);
}

const isHeld = (nodes: readonly GridStackNode[], widgets: readonly Widget[]): boolean =>
  nodes.length === widgets.length &&
  widgets.every(({ id, x, y, w, h }) =>
    nodes.some((node) => node.id === id && node.x === x && node.y === y && node.w === w && node.h === h),
  );

/** The widgets at the places that the library gives them. */
function placedBy(widgets: readonly Widget[], nodes: readonly GridStackNode[]) {
  const ids: string[] = [];
  const placed = widgets.map((widget) => {
    const node = nodes.find(({ id }) => id === widget.id);
    const { x = widget.x, y = widget.y, w = widget.w, h = widget.h } = node ?? {};
    if (x === widget.x && y === widget.y && w === widget.w && h === widget.h) {
      return widget;
    }
    ids.push(widget.id);
    return { ...widget, x, y, w, h };
  });
  return { placed, ids };
}
