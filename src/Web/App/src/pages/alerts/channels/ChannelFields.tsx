import { errorAt, type FieldErrors } from '../../../kit/fields/errorAt';
import { SelectField } from '../../../kit/fields/SelectField';
import { TextField } from '../../../kit/fields/TextField';
import { at } from '../text';
import texts from '../texts.en.json';
import { type ChannelField, fieldsOf, isSecret, type Typed, templatesOf } from './channelKinds';
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
const mostOfTemplate = 4000;
const mostOfList = 20_000;
const linesOfList = 3;

/** The settings of a kind of channel. Texts of one's own are out of the way until somebody wants them. */
export function ChannelFields(props: Props) {
  const { kind, typed, errors } = props;
  const own = templatesOf(kind);
  const isOpen = own.some(({ name }) => typed[name] || errorAt(errors, `settings.${name}`));
  return (
    <>
      {fieldsOf(kind).map((field) => (
        <OneField key={`${kind}/${field.name}`} field={field} {...props} />
      ))}
      {own.length > 0 && (
        <details class="own-texts" open={isOpen}>
          <summary>{at('channels.ownTexts')}</summary>
          <p class="field-hint">{at('channels.ownTextsHint')}</p>
          <div class="dialog-form">
            {own.map((field) => (
              <OneField key={`${kind}/${field.name}`} field={field} {...props} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function OneField({ field, kind, typed, stored, removed, errors, onChange, onRemove }: Props & { readonly field: ChannelField }) {
  const { name, input, options = [] } = field;
  const common = {
    label: labelOf(kind, field),
    hint: hintOf(kind, name),
    error: errorAt(errors, `settings.${name}`),
    value: typed[name] ?? '',
    onChange: (value: string) => onChange({ ...typed, [name]: value }),
  };
  if (isSecret(field)) {
    return (
      <SecretField
        {...common}
        isList={input === 'secretList'}
        isStored={stored.includes(name)}
        isOptional={field.isOptional ?? false}
        isRemoved={removed.includes(name)}
        onRemove={(isRemoved) => onRemove(isRemoved ? [...removed, name] : removed.filter((one) => one !== name))}
      />
    );
  }
  if (input === 'choice') {
    return (
      <SelectField
        {...common}
        value={common.value || (options[0] ?? '')}
        options={options.map((one) => [one, optionText(one)])}
      />
    );
  }
  const isLong = input === 'list' || (input === 'template' && name === 'body');
  return (
    <TextField
      {...common}
      most={input === 'list' ? mostOfList : input === 'template' ? mostOfTemplate : mostCharacters}
      lines={isLong ? linesOfList : 1}
      type={input === 'url' ? 'url' : 'text'}
    />
  );
}

type Name<Group extends 'channelField' | 'channelHint' | 'channelOption'> = keyof (typeof texts)[Group];

const optionText = (option: string): string =>
  Object.hasOwn(texts.channelOption, option) ? at(`channelOption.${option as Name<'channelOption'>}`) : option;

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
