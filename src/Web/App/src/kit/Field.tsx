import type { InputHTMLAttributes } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '../text/text';
import { Foreign } from './Foreign';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly type: 'email' | 'password' | 'text';
  readonly autocomplete: 'username' | 'current-password' | 'new-password' | 'one-time-code' | 'off';
  readonly hint?: string | undefined;
  /** What is wrong with what it holds; undefined while nothing is. */
  readonly error?: string | undefined;
  readonly autofocus?: boolean;
  /** Whether it is for digits: phones then show only those. */
  readonly isNumeric?: boolean;
}

const mostCharacters = { email: 256, password: 1024, text: 100 };

/** A labelled field, with what is wrong beside it. A password can be looked at. */
export function Field({ name, label, type, autocomplete, hint, error, autofocus = false, isNumeric = false }: Props) {
  const id = useId();
  const [isShown, setShown] = useState(false);
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((part) => part !== null);
  return (
    <div class="field">
      <label class="form-label" for={id}>
        {label}
      </label>
      <div class="field-input">
        {inputOf(isShown ? 'text' : type, {
          id,
          name,
          autocomplete,
          autofocus,
          inputMode: isNumeric ? 'numeric' : undefined,
          class: `form-control ${error ? 'is-invalid' : ''}`,
          maxLength: mostCharacters[type],
          autocapitalize: 'none',
          spellcheck: false,
          'aria-invalid': error ? true : undefined,
          'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
        })}
        {type === 'password' && (
          <button
            type="button"
            class="field-show"
            aria-pressed={isShown}
            aria-label={t(isShown ? 'account.hidePassword' : 'account.showPassword')}
            onClick={() => setShown(!isShown)}
          >
            {t(isShown ? 'account.hide' : 'account.show')}
          </button>
        )}
      </div>
      {hint && (
        <p id={`${id}-hint`} class="field-hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} class="field-error">
          <Foreign text={error} />
        </p>
      )}
    </div>
  );
}

/** One element whatever its type, so that showing a password keeps what is in it and where the cursor is. */
function inputOf(type: 'email' | 'password' | 'text', attributes: Omit<InputHTMLAttributes, 'type' | 'role' | 'list'>) {
  switch (type) {
    case 'email':
      return <input {...attributes} type="email" />;
    case 'password':
      return <input {...attributes} type="password" />;
    case 'text':
      return <input {...attributes} type="text" />;
  }
}
