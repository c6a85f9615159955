interface Props {
  readonly label: string;
  readonly chosen: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  onChoose(value: string): void;
}

/** A filter of which one value holds. */
export const Choice = ({ label, chosen, options, onChoose }: Props) => (
  <label class="search-filter">
    <span class="quiet">{label}</span>
    <select class="form-select form-select-sm" value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
      {options.map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </select>
  </label>
);
