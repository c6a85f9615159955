import type { Dashboard } from '../model/document';
import { laidOut } from '../model/layout';
import { numbersOf } from '../model/names';
import { useColumns } from './useColumns';
import { useShown } from './useShown';
import { WidgetBody } from './WidgetBody';

/** A dashboard on a wall, where nobody scrolls: all of it on one screen. */
export function WallShown({ dashboard }: { readonly dashboard: Dashboard }) {
  const shown = useShown(dashboard);
  const columns = useColumns();
  const numbers = numbersOf(dashboard.widgets);
  const placed = laidOut(dashboard.widgets, columns);
  const rows = Math.max(1, ...placed.map(({ place }) => place.y + place.h));
  return (
    <div class={`wall-body widget-grid columns-${columns}`} style={columns === 1 ? undefined : { '--fm-rows': rows }}>
      {placed.map(({ widget, place }) => (
        <div
          key={widget.id}
          class={`widget widget-${widget.type}`}
          style={
            columns === 1
              ? undefined
              : { gridColumn: `${place.x + 1} / span ${place.w}`, gridRow: `${place.y + 1} / span ${place.h}` }
          }
        >
          <WidgetBody widget={widget} shown={shown} number={numbers.get(widget.id) ?? 1} />
        </div>
      ))}
    </div>
  );
}
