import { Labelled, type LabelledProps } from './Labelled';

interface Props extends LabelledProps {
  readonly value: string;
  /** The most characters. */
  readonly most: number;
  readonly type?: 'text' | 'url' | 'email' | 'time' | 'datetime-local';
  /** How many lines; one unless it says something else. */
  readonly lines?: number;
  readonly placeholder?: string | undefined;
  readonly autofocus?: boolean;
  /** The id of a list of what is often entered. */
  readonly list?: string | undefined;
  onChange(value: string): void;
}

/** A text, whose value the form holds: nothing that was entered is lost when it cannot be saved. */
export function TextField({
  value,
  most,
  type = 'text',
  lines = 1,
  placeholder,
  autofocus = false,
  list,
  onChange,
  ...labelled
}: Props) {
  return (
    <Labelled {...labelled}>
      {(described) =>
        lines > 1 ? (
          <textarea
            {...described}
            class={classOf(labelled.error)}
            rows={lines}
            maxLength={most}
            placeholder={placeholder}
            spellcheck={false}
            value={value}
            onInput={({ currentTarget }) => onChange(currentTarget.value)}
          />
        ) : (
          <input
            {...described}
            class={classOf(labelled.error)}
            type={type}
            maxLength={most}
            placeholder={placeholder}
            autocomplete="off"
            autofocus={autofocus}
            list={list}
            spellcheck={false}
            value={value}
            onInput={({ currentTarget }) => onChange(currentTarget.value)}
          />
        )
      }
    </Labelled>
  );
}

const classOf = (error: string | undefined): string => `form-control ${error ? 'is-invalid' : ''}`;
