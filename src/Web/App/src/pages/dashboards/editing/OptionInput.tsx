import { ChecksField } from '../../../kit/fields/ChecksField';
import { SelectField } from '../../../kit/fields/SelectField';
import { TextField } from '../../../kit/fields/TextField';
import { useElementId } from '../../../kit/useElementId';
import { knownZones } from '../../../text/zones';
import { zoneName } from '../model/zone';
import { dt } from '../text';
import viewTexts from '../texts.en.json';
import type { OptionField } from '../widgets/definition';
import { SeriesInput } from './SeriesInput';
import { et } from './text';
import texts from './texts.en.json';
import type { Typed } from './typed';

interface Props {
  readonly field: OptionField;
  readonly typed: Typed;
  readonly error: string | undefined;
  onChange(typed: Typed): void;
}

const mostOfNumber = 14;
const mostOfZone = 100;
const linesOfText = 8;

/** An option of a widget, asked as its kind needs it. */
export function OptionInput({ field, typed, error, onChange }: Props) {
  const { name } = field;
  const label = labelOf(name);
  const text = typed.texts[name] ?? '';
  const setText = (value: string) => onChange({ ...typed, texts: { ...typed.texts, [name]: value } });
  switch (field.input) {
    case 'choice':
      return (
        <SelectField
          label={label}
          value={text || (field.options[0] ?? '')}
          options={field.options.map((one) => [one, choiceName(name, one)] as const)}
          error={error}
          onChange={setText}
        />
      );
    case 'checks':
      return (
        <ChecksField
          label={label}
          all={et('options.all')}
          options={field.options.map((one) => [one, choiceName(name, one)] as const)}
          chosen={typed.lists[name] ?? []}
          error={error}
          onChange={(chosen) => onChange({ ...typed, lists: { ...typed.lists, [name]: chosen } })}
        />
      );
    case 'flag':
      return (
        <label class="check">
          <input
            type="checkbox"
            class="form-check-input"
            checked={typed.flags[name] ?? field.usual}
            onChange={({ currentTarget }) => onChange({ ...typed, flags: { ...typed.flags, [name]: currentTarget.checked } })}
          />{' '}
          {label}
        </label>
      );
    case 'series':
      return <SeriesInput series={typed.series} onChange={(series) => onChange({ ...typed, series })} />;
    case 'zone':
      return <ZoneInput label={label} text={text} error={error} onChange={setText} />;
    case 'number':
      return (
        <TextField
          label={label}
          value={text}
          most={mostOfNumber}
          placeholder={field.usual === null ? et('options.usual') : String(field.usual)}
          error={error}
          onChange={setText}
        />
      );
    case 'text':
    case 'longText':
      return (
        <TextField
          label={label}
          value={text}
          most={field.most}
          lines={field.input === 'longText' ? linesOfText : 1}
          error={error}
          onChange={setText}
        />
      );
  }
}

interface ZoneProps {
  readonly label: string;
  readonly text: string;
  readonly error: string | undefined;
  onChange(text: string): void;
}

function ZoneInput({ label, text, error, onChange }: ZoneProps) {
  const id = useElementId();
  return (
    <>
      <TextField
        label={label}
        value={text}
        most={mostOfZone}
        list={`${id}-zones`}
        placeholder={zoneName('UTC') === null ? undefined : et('options.usual')}
        error={error}
        onChange={onChange}
      />
      <datalist id={`${id}-zones`}>
        {knownZones().map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

const labelOf = (name: string): string =>
  Object.hasOwn(texts.option, name) ? et(`option.${name as keyof typeof texts.option}`) : name;

/** A choice in words: of its option, of problems, or of figures. */
function choiceName(option: string, value: string): string {
  const own = `${option}_${value}`;
  if (Object.hasOwn(texts.choice, own)) {
    return et(`choice.${own as keyof typeof texts.choice}`);
  }
  if (Object.hasOwn(texts.choice, value)) {
    return et(`choice.${value as keyof typeof texts.choice}`);
  }
  if (option === 'kinds' && Object.hasOwn(texts.kind, value)) {
    return et(`kind.${value as keyof typeof texts.kind}`);
  }
  return Object.hasOwn(viewTexts.figure, value) ? dt(`figure.${value as keyof typeof viewTexts.figure}`) : value;
}
