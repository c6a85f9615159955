import type { InputHTMLAttributes } from 'preact';
import { useState } from 'preact/hooks';
import { Labelled } from '../../../kit/fields/Labelled';
import { TextField } from '../../../kit/fields/TextField';
import { t } from '../../../text/text';
import { at } from '../text';

interface Props {
  readonly label: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
  readonly value: string;
  /** Whether it has one entry a line. Such a one is shown as it is typed. */
  readonly isList: boolean;
  readonly isStored: boolean;
  readonly isOptional: boolean;
  /** Whether the stored one is to be taken away. */
  readonly isRemoved: boolean;
  onChange(value: string): void;
  onRemove(isRemoved: boolean): void;
}

const mostCharacters = 2000;
const mostOfList = 20_000;
const linesOfList = 3;

/** A secret, which the host never sends back: empty, it stays as it is stored. */
export function SecretField({ label, hint, error, value, isList, isStored, isOptional, isRemoved, onChange, onRemove }: Props) {
  const placeholder = isStored ? at(isRemoved ? 'channels.secretRemoved' : 'channels.secretStored') : undefined;
  return (
    <div>
      {isList ? (
        <TextField {...{ label, hint, error, value, placeholder, onChange }} most={mostOfList} lines={linesOfList} />
      ) : (
        <HiddenField {...{ label, hint, error, value, placeholder, onChange }} isOff={isRemoved} />
      )}
      {isStored && isOptional && (
        <label class="check">
          <input
            type="checkbox"
            class="form-check-input"
            checked={isRemoved}
            onChange={({ currentTarget }) => onRemove(currentTarget.checked)}
          />{' '}
          {at('channels.removeSecret')}
        </label>
      )}
    </div>
  );
}

interface HiddenProps extends Pick<Props, 'label' | 'hint' | 'error' | 'value' | 'onChange'> {
  readonly placeholder: string | undefined;
  readonly isOff: boolean;
}

function HiddenField({ label, hint, error, value, placeholder, isOff, onChange }: HiddenProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(described) => (
        <div class="field-input">
          {inputOf(isShown, {
            ...described,
            class: `form-control ${error ? 'is-invalid' : ''}`,
            maxLength: mostCharacters,
            autocomplete: 'new-password',
            spellcheck: false,
            placeholder,
            disabled: isOff,
            value,
            onInput: ({ currentTarget }) => onChange(currentTarget.value),
          })}
          <button
            type="button"
            class="field-show"
            aria-pressed={isShown}
            aria-label={`${t(isShown ? 'account.hide' : 'account.show')}: ${label}`}
            onClick={() => setShown(!isShown)}
          >
            {t(isShown ? 'account.hide' : 'account.show')}
          </button>
        </div>
      )}
    </Labelled>
  );
}

/** One element whether it is shown or not, so that showing it keeps what is in it and where the cursor is. */
const inputOf = (isShown: boolean, attributes: Omit<InputHTMLAttributes, 'type' | 'role' | 'list'>) =>
  isShown ? <input {...attributes} type="text" /> : <input {...attributes} type="password" />;
