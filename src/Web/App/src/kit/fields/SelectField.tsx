import { Labelled, type LabelledProps } from './Labelled';

interface Props extends LabelledProps {
  readonly value: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly isOff?: boolean;
  onChange(value: string): void;
}

/** A choice of one among several. */
export const SelectField = ({ value, options, isOff = false, onChange, ...labelled }: Props) => (
  <Labelled {...labelled}>
    {(described) => (
      <select
        {...described}
        class={`form-select ${labelled.error ? 'is-invalid' : ''}`}
        value={value}
        disabled={isOff}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    )}
  </Labelled>
);
