import type { ShownRange } from '../../../charts/useRange';
import type { Place, Widget } from '../model/document';
import { laidOut } from '../model/layout';
import { numbersOf } from '../model/names';
import { useColumns } from './useColumns';
import { WidgetBody } from './WidgetBody';

interface Props {
  readonly widgets: readonly Widget[];
  readonly shown: ShownRange;
}

/** The widgets on as many columns as the screen has room for, in the order in which they are read. */
export function Grid({ widgets, shown }: Props) {
  const columns = useColumns();
  const numbers = numbersOf(widgets);
  return (
    <div class={`widget-grid columns-${columns}`}>
      {laidOut(widgets, columns).map(({ widget, place }) => (
        <div key={widget.id} class={`widget widget-${widget.type}`} style={columns === 1 ? undefined : areaOf(place)}>
          <WidgetBody widget={widget} shown={shown} number={numbers.get(widget.id) ?? 1} />
        </div>
      ))}
    </div>
  );
}

const areaOf = ({ x, y, w, h }: Place) => ({ gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` });
