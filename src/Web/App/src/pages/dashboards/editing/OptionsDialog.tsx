import { useState } from 'preact/hooks';
import { PageDialog } from '../../../app/PageDialog';
import { TextField } from '../../../kit/fields/TextField';
import { useFirstWrong } from '../../../kit/fields/useFirstWrong';
import { Submit } from '../../../kit/Submit';
import { areEqual } from '../model/changed';
import type { Widget } from '../model/document';
import { moved } from '../model/layout';
import { widgetName } from '../model/names';
import { drawingOf } from '../widgets/drawings';
import { definitionOf } from '../widgets/registry';
import { OptionInput } from './OptionInput';
import { PatternsInput } from './PatternsInput';
import { placeFrom, type TypedPlace, typedPlace } from './place';
import { et } from './text';
import { type Errors, optionsFrom, typedOf } from './typed';

interface Props {
  readonly widget: Widget;
  /** Changes the widgets of the dashboard. */
  onApply(changed: (widgets: readonly Widget[]) => readonly Widget[]): void;
  onClose(): void;
}

const mostOfWidgetTitle = 120;
const mostOfNumber = 4;
const parts = ['x', 'y', 'w', 'h'] as const;

/** What a widget is asked: its title, what it is about, its own options, and its place in numbers. */
export function OptionsDialog({ widget, onApply, onClose }: Props) {
  const definition = definitionOf(widget.type);
  const drawing = drawingOf(widget.type);
  const [typed, setTyped] = useState(() => typedOf(widget, definition));
  const [place, setPlace] = useState<TypedPlace>(() => typedPlace(widget));
  const [errors, setErrors] = useState<Errors | undefined>(undefined);
  const form = useFirstWrong(errors);
  const setText = (name: string, value: string) => setTyped({ ...typed, texts: { ...typed.texts, [name]: value } });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const made = optionsFrom(typed, widget.options, definition);
    const least = definition?.least ?? { w: 1, h: 1 };
    const to = placeFrom(place, { w: Math.min(least.w, widget.w), h: Math.min(least.h, widget.h) });
    const wrong = new Map([...made.errors, ...[...to.errors].map(([name, text]) => [`place.${name}`, text] as const)]);
    setErrors(wrong.size > 0 ? wrong : undefined);
    if (wrong.size === 0) {
      onApply((widgets) => changedBy(widgets, { ...widget, options: made.options, ...to.place }));
    }
  };
  return (
    <PageDialog title={et('options.title', { name: widgetName(widget) })} onClose={onClose}>
      <form ref={form} class="dialog-part dialog-form" noValidate onSubmit={submit}>
        <TextField
          label={et('options.own')}
          hint={et('options.ownHint')}
          value={typed.texts.title ?? ''}
          most={mostOfWidgetTitle}
          error={errors?.get('title')}
          onChange={(value) => setText('title', value)}
        />
        {drawing?.hasSources && (
          <PatternsInput
            what="sources"
            text={typed.texts.sources ?? ''}
            error={errors?.get('sources')}
            onChange={(value) => setText('sources', value)}
          />
        )}
        {drawing?.hasPipelines && (
          <PatternsInput
            what="pipelines"
            text={typed.texts.pipelines ?? ''}
            error={errors?.get('pipelines')}
            onChange={(value) => setText('pipelines', value)}
          />
        )}
        {definition?.fields.map((field) => (
          <OptionInput key={field.name} field={field} typed={typed} error={errors?.get(field.name)} onChange={setTyped} />
        ))}
        <fieldset class="field place-fields">
          <legend class="form-label">{et('options.place')}</legend>
          {parts.map((part) => (
            <TextField
              key={part}
              label={et(`options.${part}`)}
              value={place[part]}
              most={mostOfNumber}
              error={errors?.get(`place.${part}`)}
              onChange={(value) => setPlace({ ...place, [part]: value })}
            />
          ))}
        </fieldset>
        <Submit label={et('options.apply')} isBusy={false} waitSeconds={0} />
      </form>
    </PageDialog>
  );
}

/** The widgets with a changed one; those that it would lie over move down. */
function changedBy(widgets: readonly Widget[], widget: Widget): readonly Widget[] {
  const before = widgets.find(({ id }) => id === widget.id);
  const replaced = widgets.map((one) => (one.id === widget.id ? { ...widget, x: one.x, y: one.y, w: one.w, h: one.h } : one));
  const isMoved =
    before !== undefined && !areEqual([before.x, before.y, before.w, before.h], [widget.x, widget.y, widget.w, widget.h]);
  return isMoved ? moved(replaced, widget.id, { x: widget.x, y: widget.y, w: widget.w, h: widget.h }) : replaced;
}
