import { errorAt, type FieldErrors } from '../fields/errorAt';
import { TextField } from '../fields/TextField';
import { at } from '../text';
import texts from '../texts.json';
import { type ChannelField, fieldsOf, type Typed } from './channelKinds';
import { SecretField } from './SecretField';

interface Props {
  readonly kind: string;
  readonly typed: Typed;
  /** The names of the secrets that are stored. */
  readonly stored: readonly string[];
  /** The names of the stored secrets that are to be taken away. */
  readonly removed: readonly string[];
  readonly errors: FieldErrors | undefined;
  onChange(typed: Typed): void;
  onRemove(removed: readonly string[]): void;
}

const mostCharacters = 2000;
const mostOfList = 20_000;
const linesOfList = 3;

/** The settings of a kind of channel. */
export const ChannelFields = ({ kind, typed, stored, removed, errors, onChange, onRemove }: Props) => (
  <>
    {fieldsOf(kind).map((field) => {
      const { name } = field;
      const common = {
        label: labelOf(kind, field),
        hint: hintOf(kind, name),
        error: errorAt(errors, `settings.${name}`),
        value: typed[name] ?? '',
        onChange: (value: string) => onChange({ ...typed, [name]: value }),
      };
      switch (field.input) {
        case 'secret':
          return (
            <SecretField
              key={name}
              {...common}
              isStored={stored.includes(name)}
              isOptional={field.isOptional ?? false}
              isRemoved={removed.includes(name)}
              onRemove={(isRemoved) => onRemove(isRemoved ? [...removed, name] : removed.filter((one) => one !== name))}
            />
          );
        case 'flag':
          return (
            <label key={name} class="check">
              <input
                type="checkbox"
                class="form-check-input"
                checked={common.value === 'true'}
                onChange={({ currentTarget }) => common.onChange(String(currentTarget.checked))}
              />{' '}
              {common.label}
            </label>
          );
        default:
          return (
            <TextField
              key={name}
              {...common}
              most={field.input === 'list' ? mostOfList : mostCharacters}
              lines={field.input === 'list' ? linesOfList : 1}
              type={field.input === 'url' ? 'url' : 'text'}
            />
          );
      }
    })}
  </>
);

type Name<Group extends 'channelField' | 'channelHint'> = keyof (typeof texts)[Group];

/** The label of a setting: that of its kind, otherwise that of its name, otherwise the name itself. */
function labelOf(kind: string, { name, isOptional }: ChannelField): string {
  const found = [`${kind}_${name}`, name].find((one): one is Name<'channelField'> => Object.hasOwn(texts.channelField, one));
  const label = found ? at(`channelField.${found}`) : name;
  return isOptional ? at('channels.optional', { label }) : label;
}

function hintOf(kind: string, name: string): string | undefined {
  const found = [`${kind}_${name}`].find((one): one is Name<'channelHint'> => Object.hasOwn(texts.channelHint, one));
  return found ? at(`channelHint.${found}`) : undefined;
}
