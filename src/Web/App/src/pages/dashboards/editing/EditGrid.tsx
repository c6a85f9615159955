import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../../kit/Icon';
import { useElementId } from '../../../kit/useElementId';
import type { Dashboard, Widget } from '../model/document';
import { inReadingOrder, laidOut } from '../model/layout';
import { numbersOf, widgetName } from '../model/names';
import { useColumns } from '../view/useColumns';
import { useShown } from '../view/useShown';
import { definitionOf } from '../widgets/registry';
import { EditFrame } from './EditFrame';
import { afterKey } from './keyboard';
import { StackGrid } from './StackGrid';
import { et } from './text';
import { useStack } from './useStack';

interface Props {
  readonly dashboard: Dashboard;
  /** The widget whose handle gets the focus as soon as it is there. */
  readonly focus: RefObject<string | null>;
  onChange(widgets: readonly Widget[]): void;
  onOptions(id: string): void;
  say(text: string): void;
}

/** The widgets with their handles: on a wide screen by pointer and keyboard, on a narrow one as a stack. */
export function EditGrid({ dashboard, focus, onChange, onOptions, say }: Props) {
  const { widgets } = dashboard;
  const columns = useColumns();
  const shown = useShown(dashboard);
  const stack = useStack(columns === 12);
  const help = useElementId();
  const numbers = numbersOf(widgets);
  const box = useRef<HTMLElement>(null);
  const drawn = useRef(stack);
  if (drawn.current !== stack) {
    drawn.current = stack;
    // The library's grid has its own handles, so the focus goes back to the one that had it.
    focus.current ??= box.current?.querySelector<HTMLElement>('[data-handle]:focus')?.dataset.handle ?? null;
  }
  useLayoutEffect(() => {
    const handle =
      focus.current === null ? null : box.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(focus.current)}"]`);
    if (handle) {
      focus.current = null;
      handle.focus();
      handle.scrollIntoView({ block: 'nearest' });
    }
  });
  const remove = (widget: Widget) => {
    const ordered = inReadingOrder(widgets);
    const at = ordered.indexOf(widget);
    focus.current = (ordered[at + 1] ?? ordered[at - 1])?.id ?? null;
    if (focus.current === null) {
      document.querySelector<HTMLElement>('.edit-add')?.focus();
    }
    onChange(widgets.filter((one) => one !== widget));
    say(et('said.removed', { name: widgetName(widget) }));
  };
  const press = (widget: Widget, event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      remove(widget);
      return;
    }
    const after = afterKey(widgets, widget.id, event.key, event.shiftKey, definitionOf(widget.type)?.least ?? leastOfUnknown);
    if (after) {
      event.preventDefault();
      // It may get another place in the document, which takes the focus from it.
      focus.current = widget.id;
      onChange(after);
      const to = after.find(({ id }) => id === widget.id) ?? widget;
      say(after === widgets ? et('said.edge', { name: widgetName(widget) }) : placedText(to));
    }
  };
  const frameOf = (widget: Widget) => (
    <EditFrame
      widget={widget}
      shown={shown}
      number={numbers.get(widget.id) ?? 1}
      helpId={help}
      onKey={(event) => press(widget, event)}
      onOptions={() => onOptions(widget.id)}
      onRemove={() => remove(widget)}
    />
  );
  return (
    <section ref={box} class="edit-grid" aria-label={et('edit.widgets')}>
      <p id={help} class="edit-help quiet">
        {et(columns === 12 ? 'frame.help' : 'edit.narrow')}
      </p>
      {stack === 'failed' && <p class="banner banner-warn">{et('edit.notLoaded')}</p>}
      {widgets.length === 0 && (
        <div class="card empty">
          <Icon name="dashboard" />
          <h3>{et('edit.empty')}</h3>
          <p>{et('edit.emptyText')}</p>
        </div>
      )}
      {columns === 12 && stack !== null && stack !== 'failed' ? (
        <StackGrid
          Stack={stack}
          widgets={widgets}
          frameOf={frameOf}
          onPlaced={(placed, ids) => {
            onChange(placed);
            const first = placed.find(({ id }) => id === ids[0]);
            if (first) {
              say(placedText(first));
            }
          }}
        />
      ) : (
        <div class={`widget-grid columns-${columns}`}>
          {laidOut(widgets, columns).map(({ widget, place }) => (
            <div
              key={widget.id}
              class="widget-cell"
              style={
                columns === 1
                  ? undefined
                  : { gridColumn: `${place.x + 1} / span ${place.w}`, gridRow: `${place.y + 1} / span ${place.h}` }
              }
            >
              {frameOf(widget)}
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

const leastOfUnknown = { w: 1, h: 1 };

const placedText = (widget: Widget): string =>
  et('said.placed', { name: widgetName(widget), x: widget.x + 1, y: widget.y + 1, w: widget.w, h: widget.h });
