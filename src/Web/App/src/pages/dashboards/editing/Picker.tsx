import { PageDialog } from '../../../app/PageDialog';
import { typeName } from '../model/names';
import type { WidgetDefinition } from '../widgets/definition';
import { definitions } from '../widgets/registry';
import { et } from './text';
import texts from './texts.en.json';

interface Props {
  readonly isFull: boolean;
  onChoose(definition: WidgetDefinition): void;
  onClose(): void;
}

/** Chooses a kind of widget to add. */
export const Picker = ({ isFull, onChoose, onClose }: Props) => (
  <PageDialog title={et('picker.title')} onClose={onClose}>
    <div class="dialog-part">
      {isFull && <p class="field-error">{et('edit.full')}</p>}
      <ul class="picker">
        {definitions.map((definition) => (
          <li key={definition.type}>
            <button type="button" class="picker-kind" disabled={isFull} onClick={() => onChoose(definition)}>
              <strong>{typeName(definition.type)}</strong>
              <span class="list-detail">{hintOf(definition.type)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  </PageDialog>
);

type Hint = keyof (typeof texts)['picker'];

const hintOf = (type: string): string => (Object.hasOwn(texts.picker, type) ? et(`picker.${type as Hint}`) : '');
