import type { ShownRange } from '../../../charts/useRange';
import { Icon } from '../../../kit/Icon';
import type { Widget } from '../model/document';
import { widgetName } from '../model/names';
import { WidgetBody } from '../view/WidgetBody';
import { et } from './text';

interface Props {
  readonly widget: Widget;
  readonly shown: ShownRange;
  /** How many of its kind are called alike before it, and itself. */
  readonly number: number;
  /** The id of the text that says what the keys do. */
  readonly helpId: string;
  onKey(event: KeyboardEvent): void;
  onOptions(): void;
  onRemove(): void;
}

/** A widget while it is arranged: its handle, its buttons, and how it will look. What it shows cannot be used meanwhile. */
export function EditFrame({ widget, shown, number, helpId, onKey, onOptions, onRemove }: Props) {
  const name = number > 1 ? `${widgetName(widget)} (${number})` : widgetName(widget);
  return (
    <section class="edit-frame" aria-label={et('frame.region', { name })}>
      <header class="edit-bar">
        <button
          type="button"
          class="edit-handle"
          data-handle={widget.id}
          aria-label={et('frame.move', { name })}
          aria-describedby={helpId}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              onOptions();
            } else {
              onKey(event);
            }
          }}
        >
          <Icon name="move" /> <span class="edit-name">{name}</span>
        </button>
        <button
          type="button"
          class="edit-button"
          aria-label={et('frame.options', { name })}
          title={et('frame.options', { name })}
          onClick={onOptions}
        >
          <Icon name="settings" />
        </button>
        <button
          type="button"
          class="edit-button"
          aria-label={et('frame.remove', { name })}
          title={et('frame.remove', { name })}
          onClick={onRemove}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class={`edit-body widget widget-${widget.type}`} inert>
        <WidgetBody widget={widget} shown={shown} number={number} />
      </div>
    </section>
  );
}
