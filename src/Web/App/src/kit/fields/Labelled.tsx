import type { ComponentChildren } from 'preact';
import { Foreign } from '../Foreign';
import { useElementId } from '../useElementId';

/** What an input needs, so that its label, its hint and what is wrong with it are read out with it. */
export interface Described {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

export interface LabelledProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with it; undefined while nothing is. */
  readonly error?: string | undefined;
}

/** A labelled input, with what is wrong below it. */
export function Labelled({
  label,
  hint,
  error,
  children,
}: LabelledProps & { children(described: Described): ComponentChildren }) {
  const id = useElementId();
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((part) => part !== null);
  return (
    <div class="field">
      <label class="form-label" for={id}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
      })}
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
