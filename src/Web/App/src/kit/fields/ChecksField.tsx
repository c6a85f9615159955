import { Foreign } from '../Foreign';
import { useElementId } from '../useElementId';

interface Props {
  readonly label: string;
  /** What is chosen if nothing is, such as "All". */
  readonly all: string;
  /** What can be chosen, each with its name. */
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly chosen: readonly string[];
  readonly error?: string | undefined;
  /** Why "all" cannot be chosen; undefined if it can. */
  readonly whyNotAll?: string | undefined;
  onChange(chosen: readonly string[]): void;
}

/** Chooses some of several, or all by choosing none. */
export function ChecksField({ label, all, options, chosen, error, whyNotAll, onChange }: Props) {
  const id = useElementId();
  const toggle = (value: string) =>
    onChange(options.map(([one]) => one).filter((one) => (one === value ? !chosen.includes(one) : chosen.includes(one))));
  return (
    <fieldset class="field checks" aria-describedby={error ? `${id}-error` : undefined}>
      <legend class="form-label">{label}</legend>
      <div class="checks-options">
        {whyNotAll === undefined && (
          <label class="check">
            <input type="checkbox" class="form-check-input" checked={chosen.length === 0} onChange={() => onChange([])} /> {all}
          </label>
        )}
        {options.map(([value, name]) => (
          <label key={value} class="check">
            <input type="checkbox" class="form-check-input" checked={chosen.includes(value)} onChange={() => toggle(value)} />{' '}
            <Foreign text={name} />
          </label>
        ))}
      </div>
      {whyNotAll !== undefined && <p class="field-hint">{whyNotAll}</p>}
      {error && (
        <p id={`${id}-error`} class="field-error">
          <Foreign text={error} />
        </p>
      )}
    </fieldset>
  );
}
